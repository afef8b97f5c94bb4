using System.Diagnostics;

namespace KGPlanGraph.Api.Http;

/// <summary>The W3C trace that a request belongs to.</summary>
internal static class Traces
{
    /// <summary>
    /// 32 hexadecimal digits: the caller's from <c>traceparent</c>, else this request's own. The host starts an activity per request as long as
    /// anything listens or logs; without one the header is read here.
    /// </summary>
    public static string IdOf(HttpContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            return activity.TraceId.ToHexString();
        return ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var parent)
            ? parent.TraceId.ToHexString()
            : ActivityTraceId.CreateRandom().ToHexString();
    }
}
