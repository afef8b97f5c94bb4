using System.Security.Cryptography;
using System.Text;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Http;

/// <summary><c>GET /graphql?sdl</c>: the schema as text. Without a token in Development only, like introspection.</summary>
internal sealed class SdlEndpoint(IHostEnvironment environment, RequestRecords records)
{
    private static readonly Refusal NotSignedIn = new(StatusCodes.Status401Unauthorized, new(ErrorCodes.NotAuthenticated, new(
        "The schema needs a token: Authorization: Bearer ….", "Xem lược đồ cần mã truy cập: Authorization: Bearer ….")));

    private readonly Lazy<(byte[] Text, string Tag)> sdl = new(Load);

    /// <summary>True where the query string has <c>sdl</c>.</summary>
    public static bool IsAsked(HttpRequest request) =>
        request.QueryString.HasValue && !request.Query.ContainsKey("query") && request.Query.ContainsKey("sdl");

    public async Task HandleAsync(HttpContext context)
    {
        var startedAt = records.Now;
        var caller = context.GetCaller();
        if (!environment.IsDevelopment() && !caller.IsAuthenticated)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            using var refused = NotSignedIn.In(AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage));
            await ResponseWriter.WriteAsync(context, refused, AcceptedFormats.PlainJson, mayBeKept: false);
            records.AddOther(context, caller, NotSignedIn.Error.Code, startedAt);
            return;
        }

        await ResponseWriter.WriteTextAsync(context, sdl.Value.Text, sdl.Value.Tag);
        records.AddOther(context, caller, null, startedAt);
    }

    private static (byte[] Text, string Tag) Load()
    {
        var text = Encoding.UTF8.GetBytes(SchemaDocument.Sdl);
        return (text, $"\"{Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 8))}\"");
    }
}
