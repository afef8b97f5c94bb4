using System.Diagnostics;

namespace KGPlanGraph.Api.Responses;

/// <summary>
/// The W3C trace that a request belongs to, as 32 hexadecimal digits: the caller's from <c>traceparent</c>, else this request's own. The host starts an activity
/// per request where spans are exported; without one the header is read here.
/// </summary>
internal static class Traces
{
    private const int Length = 32;

    /// <summary>The trace of what begins now: without a caller's trace a new one, also on a connection that has seen others.</summary>
    public static string Begin(HttpContext context) => Given(context) ?? (context.TraceIdentifier = ActivityTraceId.CreateRandom().ToHexString());

    /// <summary>The trace that has begun, so that all that is said of a request is said under one.</summary>
    public static string IdOf(HttpContext context) =>
        Given(context) ?? (context.TraceIdentifier is { Length: Length } begun ? begun : Begin(context));

    private static string? Given(HttpContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            return activity.TraceId.ToHexString();
        }

        return ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var parent) ? parent.TraceId.ToHexString() : null;
    }
}
