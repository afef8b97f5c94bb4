using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>A response from memory is compressed once for each encoding.</summary>
public sealed class CachedEncodingTests
{
    // Long enough to be compressed.
    private static readonly string Query =
        "{" + string.Concat(Enumerable.Range(0, 8).Select(number => $" t{number}: tasks {{ nodes {{ label title content plan {{ code title }} section {{ label heading }} }} }}")) + " }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Repeated_responses_are_the_same_in_every_encoding_and_follow_the_data(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var writer = database.Services.GetRequiredService<PlanWriter>();
        await SamplePlan.WriteAsync(writer, PlanStatus.InForce);
        await using var server = new PlanServer(database);
        var first = await AskAsync(server, null);
        for (var round = 0; round < 3; round++)
        {
            foreach (var encoding in (string?[])[null, "br", "gzip"])
            {
                Assert.Equal(first, await AskAsync(server, encoding));
            }
        }

        await Writing.RetitleAsync(writer, 1, "Tiêu đề khác");
        var changed = await AskAsync(server, "br");
        Assert.NotEqual(first, changed);
        Assert.Equal(await AskAsync(server, null), changed);
    }

    [Fact]
    public async Task Compressed_bytes_that_are_known_are_sent_as_they_are()
    {
        var body = Encoding.UTF8.GetBytes(new string('x', 10_000));
        var known = new EncodedBodies();
        var compressed = await SendAsync(body, known);
        Assert.True(compressed.AsSpan().SequenceEqual(known.Find("br")));

        var marked = new EncodedBodies();
        marked.Keep("br", "known"u8, body.Length);
        Assert.Equal("known"u8.ToArray(), await SendAsync(body, marked));

        // What hardly shrinks would take more memory than the cache counts for it.
        marked.Keep("gzip", new byte[(body.Length / EncodedBodies.LeastRatio) + 1], body.Length);
        Assert.Null(marked.Find("gzip"));
    }

    private static async Task<byte[]> SendAsync(byte[] body, EncodedBodies known)
    {
        var context = new DefaultHttpContext();
        using var sent = new MemoryStream();
        context.Response.Body = sent;
        context.Request.Method = HttpMethods.Get;
        context.Request.Headers.AcceptEncoding = "br";
        await ResponseWriter.WriteAsync(context, StatusCodes.Status200OK, "application/json", body, "\"tag\"", known);
        await context.Response.BodyWriter.FlushAsync();
        Assert.Equal(("br", "\"tag-br\""), (context.Response.Headers.ContentEncoding.ToString(), context.Response.Headers.ETag.ToString()));
        return sent.ToArray();
    }

    private static async Task<string> AskAsync(PlanServer server, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(Query));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Reader));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        using var response = await server.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(encoding is null ? [] : [encoding], response.Content.Headers.ContentEncoding);
        Assert.EndsWith(encoding is null ? "\"" : $"-{encoding}\"", response.Headers.ETag!.Tag, StringComparison.Ordinal);
        await using var bytes = await response.Content.ReadAsStreamAsync();
        await using var plain = encoding switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }
}
