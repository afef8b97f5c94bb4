using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Authentication;

/// <summary>The answer to a bad token: a GraphQL error in English or Vietnamese, and RFC 6750's header.</summary>
internal static class TokenRefusal
{
    private static readonly JsonWriterOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static async Task WriteAsync(HttpContext context, TokenFailure failure)
    {
        var response = context.Response;
        if (failure == TokenFailure.AuthorityOutOfReach)
        {
            // The token may be good: the client should keep it and try again, not ask its user to sign in.
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.Headers.RetryAfter = "5";
        }
        else
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        }

        response.ContentType = context.Request.Headers.Accept.ToString().Contains("application/graphql-response+json", StringComparison.OrdinalIgnoreCase)
            ? "application/graphql-response+json; charset=utf-8"
            : "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var body = Body(TokenFailures.MessageFor(failure).In(LanguageOf(context.Request)));
        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    /// <summary>Produces: <c>{"errors":[{"message":"…","extensions":{"code":"AUTH_NOT_AUTHENTICATED"}}]}</c></summary>
    private static ArrayBufferWriter<byte> Body(string message)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body, PlainText);
        json.WriteStartObject();
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteString("message", message);
        json.WriteStartObject("extensions");
        json.WriteString("code", ErrorCodes.NotAuthenticated);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body;
    }

    private static Language LanguageOf(HttpRequest request)
    {
        var preferred = request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality is not 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(language => Speaks(language, "vi") || Speaks(language, "en"));
        return preferred is not null && Speaks(preferred, "vi") ? Language.Vietnamese : Language.English;
    }

    private static bool Speaks(string range, string language) =>
        range.Equals(language, StringComparison.OrdinalIgnoreCase) || range.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
