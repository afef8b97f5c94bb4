using System.IO.Compression;
using System.Net;
using System.Text;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>What an answer looks like.</summary>
public sealed class ResponseTests : IClassFixture<TransportServer>
{
    private const string Query = """{"query":"{a}"}""";
    private static readonly string LongText = string.Concat(Enumerable.Repeat("Phát triển công nghiệp tỉnh Kiên Giang. ", 100));
    private static readonly string LongAnswer = $$$"""{"data":{"text":"{{{LongText}}}"}}""";

    private readonly TransportServer server;

    public ResponseTests(TransportServer server)
    {
        this.server = server;
        server.Executor.On("invalid", new FakeResponse("""{"errors":[{"message":"x","extensions":{"code":"HC0014"}}]}""", hasData: false));
        server.Executor.On("null", new FakeResponse("""{"errors":[{"message":"x","extensions":{"code":"HC0045"}}],"data":null}"""));
        server.Executor.On("mutation", new FakeResponse("""{"errors":[{"message":"x","extensions":{"code":"HC0009"}}]}""", hasData: false) { Status = 405 });
        server.Executor.On("long", new FakeResponse(LongAnswer));
        server.Executor.On("tagged", new FakeResponse("""{"data":{}}""") { Tag = "\"t1\"" });
        server.Executor.On("long tagged", new FakeResponse(LongAnswer) { Tag = "\"t2\"" });
        server.Executor.On("fault", (_, _) => throw new InvalidOperationException("SELECT secret FROM plans"));
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("APPLICATION/GraphQL-Response+JSON; charset=UTF-8", "application/graphql-response+json")]
    [InlineData("application/graphql-response+json,application/json;q=0.9", "application/graphql-response+json")]
    [InlineData("application/json, application/graphql-response+json", "application/json")]
    [InlineData("application/graphql-response+json, application/graphql+json, application/json, multipart/mixed", "application/graphql-response+json")]
    [InlineData("application/json;q=0.5, application/graphql-response+json;q=0.6", "application/graphql-response+json")]
    [InlineData("application/json;q=0, */*", "application/graphql-response+json")]
    [InlineData("text/html, */*;q=0.1", "application/json")]
    [InlineData("application/graphql-response+json; q=0.1, */*; q=0.2", "application/json")]
    [InlineData("text/plain;q=x, application/json", "application/json")]
    public async Task The_best_liked_media_type_is_sent(string? accept, string expected)
    {
        using var response = await server.PostAsync(Query, accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{expected}; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("multipart/mixed")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("*/*;q=0")]
    public async Task A_media_type_that_is_not_made_is_answered_406_with_a_reason(string accept)
    {
        using var response = await server.PostAsync(Query, accept);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Equal("HC0009", await response.ReadCodeAsync());
    }

    [Theory]
    [InlineData("invalid", "application/json", 200)]
    [InlineData("invalid", "application/graphql-response+json", 400)]
    [InlineData("null", "application/json", 200)]
    [InlineData("null", "application/graphql-response+json", 200)]
    [InlineData("mutation", "application/json", 405)]
    [InlineData("mutation", "application/graphql-response+json", 405)]
    public async Task The_status_follows_from_data_and_media_type(string query, string accept, int status)
    {
        using var response = await server.GetAsync($"/graphql?query={query}", accept);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 405 ? "POST" : "", string.Join(", ", response.Content.Headers.Allow));
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip;q=1, br;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("identity, br;q=0.5", null)]
    [InlineData("deflate", null)]
    [InlineData(null, null)]
    public async Task A_long_answer_is_compressed_as_the_client_likes(string? acceptEncoding, string? expected)
    {
        using var response = await server.PostAsync("""{"query":"long"}""", null, acceptEncoding is null ? [] : [("Accept-Encoding", acceptEncoding)]);

        Assert.Equal(expected is null ? [] : [expected], response.Content.Headers.ContentEncoding);
        Assert.Equal(LongAnswer, Decode(await response.Content.ReadAsByteArrayAsync(), expected));
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Fact]
    public async Task A_short_answer_is_sent_as_it_is_with_its_length()
    {
        using var response = await server.PostAsync(Query, null, ("Accept-Encoding", "br, gzip"));

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal((await response.Content.ReadAsByteArrayAsync()).Length, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_get_carries_an_entity_tag_and_is_answered_304_as_long_as_it_holds()
    {
        using var first = await server.GetAsync("/graphql?query=tagged");
        using var same = await server.GetAsync("/graphql?query=tagged", null, ("If-None-Match", "\"old\", W/\"t1\""));
        using var other = await server.GetAsync("/graphql?query=tagged", null, ("If-None-Match", "\"t12\""));

        Assert.Equal("\"t1\"", first.Headers.ETag!.ToString());
        Assert.Equal("private, no-cache", string.Join(", ", first.Headers.GetValues("Cache-Control").SelectMany(v => v.Split(", ")).OrderDescending()));
        Assert.Equal(["Authorization", "Accept-Language", "Accept", "Accept-Encoding"], first.Headers.Vary);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal("\"t1\"", same.Headers.ETag!.ToString());
        Assert.Equal("", await same.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_compressed_answer_has_an_entity_tag_of_its_own_that_is_known_again()
    {
        using var first = await server.GetAsync("/graphql?query=long+tagged", null, ("Accept-Encoding", "br"));
        using var same = await server.GetAsync("/graphql?query=long+tagged", null, ("Accept-Encoding", "br"), ("If-None-Match", "\"t2-br\""));

        Assert.Equal("\"t2-br\"", first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal("\"t2-br\"", same.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task A_post_of_an_untrusted_document_carries_no_entity_tag()
    {
        using var response = await server.PostAsync("""{"query":"tagged"}""", null, ("If-None-Match", "\"t1\""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(response.Headers.ETag);
    }

    [Theory]
    [InlineData(null, "English")]
    [InlineData("*", "English")]
    [InlineData("fr", "English")]
    [InlineData("vi", "Vietnamese")]
    [InlineData("vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7", "Vietnamese")]
    [InlineData("en-GB, vi;q=0.9", "English")]
    [InlineData("en, vi", "English")]
    [InlineData("vi, en", "Vietnamese")]
    [InlineData("en;q=0.1, VI;q=0.2", "Vietnamese")]
    [InlineData("vi;q=0, fr", "English")]
    [InlineData("vietnamese", "English")]
    public async Task Messages_come_in_the_better_liked_language(string? acceptLanguage, string expected)
    {
        using var response = await server.PostAsync(Query, null, acceptLanguage is null ? [] : [("Accept-Language", acceptLanguage)]);

        Assert.Equal(expected, (await response.ReadDataAsync()).GetProperty("language").GetString());
    }

    [Fact]
    public async Task The_transports_own_messages_are_in_vietnamese_too()
    {
        using var response = await server.PostAsync("{}", null, ("Accept-Language", "vi"));

        Assert.Contains("Yêu cầu không có truy vấn", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", nameof(CostReporting.Report))]
    [InlineData("Validate", nameof(CostReporting.Validate))]
    [InlineData("other", nameof(CostReporting.None))]
    public async Task The_header_GraphQL_Cost_reaches_the_executor(string header, string expected)
    {
        using var response = await server.PostAsync(Query, null, ("GraphQL-Cost", header));

        Assert.Equal(expected, (await response.ReadDataAsync()).GetProperty("cost").GetString());
    }

    [Fact]
    public async Task A_trace_goes_on_as_the_caller_began_it()
    {
        using var response = await server.PostAsync(Query, null, ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", (await response.ReadDataAsync()).GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task An_unexpected_fault_is_masked_and_logged_once_with_the_trace_id_of_the_answer()
    {
        using var response = await server.PostAsync("""{"query":"fault"}""");

        var text = await response.Content.ReadAsStringAsync();
        var error = (await response.ReadAsync()).GetProperty("errors")[0];
        var traceId = error.GetProperty("extensions").GetProperty("traceId").GetString()!;
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("HC0008", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Matches("^[0-9a-f]{32}$", traceId);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.Single(server.Log.Lines, line => line.Contains(nameof(InvalidOperationException), StringComparison.Ordinal)
            && line.Contains(traceId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels_its_request()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Executor.On("gone", async (_, cancellationToken) =>
        {
            running.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken).ContinueWith(_ => cancelled.SetResult(), TaskScheduler.Default);
            throw new OperationCanceledException(cancellationToken);
        });
        using var going = new CancellationTokenSource();
        using var content = new StringContent("""{"query":"gone"}""", Encoding.UTF8, "application/json");
        var request = server.Client.PostAsync("/graphql", content, going.Token);
        await running.Task;
        await going.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await cancelled.Task.WaitAsync(Patience.Long);
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains(nameof(OperationCanceledException), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_request_leaves_one_line_without_its_values()
    {
        server.Executor.On("query Named { a }", new FakeResponse("""{"data":{}}""") { Measured = new("Named", "abc123", 7, 2, 5, 1, null, false) });
        using var response = await server.PostAsync(
            """{"query":"query Named { a }","variables":{"x":"personal value"}}""", null, ("X-Caller", "anna"), ("Authorization", "Basic c2VjcmV0"));
        await response.Content.ReadAsStringAsync();

        var line = await server.Log.WaitForAsync("KGPlanGraph.Access: POST Query Named abc123 by anna of SCT (Reader): 200 OK, cost 7, 5 rows, 1 statements");
        Assert.Matches("cached False, [0-9.]+ ms over Http, trace [0-9a-f]{32}", line);
        Assert.DoesNotContain("personal", server.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", server.Log.Text, StringComparison.Ordinal);
    }

    private static string Decode(byte[] bytes, string? encoding)
    {
        using var source = new MemoryStream(bytes);
        using Stream decoded = encoding switch
        {
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var reader = new StreamReader(decoded, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
