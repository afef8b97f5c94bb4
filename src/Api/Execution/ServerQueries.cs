using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;

namespace KGPlanGraph.Api.Execution;

/// <summary>Runs documents of the server itself, for addresses that make something else of their results: with the caller's rights, cost and budget, as at <c>/graphql</c>.</summary>
internal sealed class ServerQueries(RequestExecutor executor)
{
    /// <summary>JSON whose Vietnamese can be read as it stands.</summary>
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A document with its variables, as it is sent.</summary>
    public static Envelope EnvelopeOf(byte[] document, JsonObject variables) =>
        new() { Document = document, Variables = JsonSerializer.SerializeToUtf8Bytes(variables, Readable), IsServersOwn = true };

    /// <summary>The data of the result; null where it failed, and that has been told.</summary>
    public Task<JsonElement?> AskAsync(RequestContext request, byte[] document, JsonObject variables) => AskAsync(request, EnvelopeOf(document, variables));

    /// <summary>As above, for a document that is trusted already.</summary>
    public async Task<JsonElement?> AskAsync(RequestContext request, Envelope envelope)
    {
        using var execution = await executor.ExecuteAsync(request, envelope);
        var response = execution.Response!;
        if (response.ErrorCode is not null || !response.HasData)
        {
            await Problem.WriteAsync(request.Context, response, request.TraceId);
            return null;
        }

        using var result = JsonDocument.Parse(response.Body);
        return result.RootElement.GetProperty("data").Clone();
    }
}
