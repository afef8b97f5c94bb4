using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Security;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Telemetry;

/// <summary><c>/metrics</c>: the metrics as Prometheus text, for callers on this machine, and for administrators from anywhere.</summary>
internal sealed class MetricsEndpoint(IApplicationBuilder exporter, DatabaseMetrics database)
{
    private static readonly LocalizedText Who = new(
        "The metrics are for callers on the same machine, without a proxy between, or with a token of the role ADMIN.",
        "Số liệu chỉ dành cho yêu cầu gửi từ chính máy chủ, không qua máy trung gian, hoặc có mã truy cập với vai trò ADMIN.");

    private static readonly Refusal NotSignedIn = new(StatusCodes.Status401Unauthorized, new(ErrorCodes.NotAuthenticated, Who));

    private static readonly Refusal NotAllowed = new(StatusCodes.Status403Forbidden, new(ErrorCodes.NotAuthorized, Who));

    // What proxies add to say for whom they ask; X-Original-For is what ASP.NET Core leaves of it where it has believed them.

    // Built at the first request, because nothing of it is needed before.
    private readonly Lazy<RequestDelegate> write = new(exporter.UseOpenTelemetryPrometheusScrapingEndpoint(static _ => true).Build);

    public async Task HandleAsync(HttpContext context)
    {
        var caller = context.GetCaller();
        if (!caller.HasAny(Role.Admin) && !Loopback.Is(context))
        {
            var refusal = caller.IsAuthenticated ? NotAllowed : NotSignedIn;
            if (!caller.IsAuthenticated)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
            }

            using var refused = refusal.In(AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage));
            await ResponseWriter.WriteAsync(context, refused, AcceptedFormats.PlainJson, mayBeKept: false);
            return;
        }

        await DatabaseWatch.AskAsync(database, context.RequestAborted);
        await write.Value(context);
    }
}
