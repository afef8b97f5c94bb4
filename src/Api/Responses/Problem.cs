using System.Buffers;
using System.Text.Json;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;
using Microsoft.AspNetCore.WebUtilities;

namespace KGPlanGraph.Api.Responses;

/// <summary>
/// A fault as RFC 9457 has it, for addresses that do not speak GraphQL:
/// <code>{"type":"about:blank","title":"Not Found","status":404,"detail":"…","code":"NOT_FOUND","traceId":"…"}</code>
/// </summary>
internal static class Problem
{
    public const string MediaType = "application/problem+json";

    private const string ReadOnly = "GET, HEAD";

    private static readonly Refusal MethodNotAllowed = Refusal.Invalid(
        StatusCodes.Status405MethodNotAllowed, $"This address answers {ReadOnly} only.", $"Địa chỉ này chỉ nhận {ReadOnly}.");

    /// <summary>Endpoint metadata: whatever goes wrong here, also before the endpoint is reached, is answered as a problem.</summary>
    public sealed class Metadata;

    /// <summary>Whether the request's endpoint answers faults as problems.</summary>
    public static bool IsWanted(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Metadata>() is not null;

    /// <summary>Whether the method is neither GET nor HEAD; then the problem is written.</summary>
    public static async ValueTask<bool> RefuseMethodAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return false;
        }

        context.Response.Headers.Allow = ReadOnly;
        await WriteAsync(context, MethodNotAllowed, AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage), Traces.IdOf(context));
        return true;
    }

    /// <summary>Answers with a refusal.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal, Language language, string traceId)
    {
        var status = refusal.Status ?? StatusOf(refusal.Error.Code);
        return WriteAsync(context, status, refusal.Error.Code, refusal.Error.Message.In(language), traceId, json =>
        {
            foreach (var (name, value) in refusal.Error.Extensions.Where(extension => extension.Key is not "traceId"))
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value);
            }
        });
    }

    /// <summary>Answers with the gravest of a response's errors; the others stand beside it in <c>errors</c>, as GraphQL gives them.</summary>
    public static async Task WriteAsync(HttpContext context, GraphQLResponse response, string traceId)
    {
        using var document = JsonDocument.Parse(response.Body);
        var errors = document.RootElement.GetProperty("errors");
        var gravest = errors.EnumerateArray().MaxBy(error => Gravity(StatusOf(CodeOf(error))));
        var code = CodeOf(gravest);
        var status = response.StatusCode ?? StatusOf(code);
        await WriteAsync(context, status, code, gravest.GetProperty("message").GetString()!, traceId, json =>
        {
            foreach (var extension in gravest.GetProperty("extensions").EnumerateObject().Where(extension => extension.Name is not ("code" or "traceId")))
            {
                extension.WriteTo(json);
            }

            if (errors.GetArrayLength() > 1 || gravest.TryGetProperty("path", out _))
            {
                json.WritePropertyName("errors");
                errors.WriteTo(json);
            }
        });
    }

    /// <summary>The status of an error that has none of its own.</summary>
    private static int StatusOf(string code) => code switch
    {
        ErrorCodes.NotAuthenticated => StatusCodes.Status401Unauthorized,
        ErrorCodes.NotAuthorized => StatusCodes.Status403Forbidden,
        ErrorCodes.NotFound => StatusCodes.Status404NotFound,
        ErrorCodes.UnexpectedFault => StatusCodes.Status500InternalServerError,
        ErrorCodes.TimedOut => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    // A fault of the server before a missing right, a missing right before what the caller could correct.
    private static int Gravity(int status) => status >= 500 ? 3 : status is 401 or 403 ? 2 : 1;

    private static string CodeOf(JsonElement error) => error.GetProperty("extensions").GetProperty("code").GetString()!;

    private static Task WriteAsync(HttpContext context, int status, string code, string detail, string traceId, Action<Utf8JsonWriter> writeRest)
    {
        var headers = context.Response.Headers;
        // Whoever has looked at the token has said more.
        if (status == StatusCodes.Status401Unauthorized && headers.WWWAuthenticate.Count == 0)
        {
            headers.WWWAuthenticate = "Bearer";
        }

        if (status == StatusCodes.Status503ServiceUnavailable && headers.RetryAfter.Count == 0)
        {
            headers.RetryAfter = "5";
        }

        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, ResponseWriter.ReadableJson))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            json.WriteString("code", code);
            json.WriteString("traceId", traceId);
            writeRest(json);
            json.WriteEndObject();
        }

        return ResponseWriter.WriteAsync(context, status, MediaType, body.WrittenMemory, null);
    }
}
