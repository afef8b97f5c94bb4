using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Api.Authentication;

/// <summary>Reads the caller that <see cref="CallerMiddleware"/> has found.</summary>
public static class CallerReader
{
    /// <summary>The request's caller; <see cref="Caller.Anonymous"/> without a token. A bad token never comes this far.</summary>
    public static Caller GetCaller(this HttpContext context) => context.Features.Get<Caller>() ?? Caller.Anonymous;
}
