namespace KGPlanGraph.Api.Security;

/// <summary>Headers that keep a browser from making more of an answer than it is.</summary>
public static class SecurityHeaders
{
    private const string NothingButData = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>On every answer, of faults too. Where an endpoint that serves a page sets a <c>Content-Security-Policy</c> of its own, that stays.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        // When the answer starts, and not before: a fault clears the headers set until then.
        context.Response.OnStarting(Set, context.Response);
        return next(context);
    });

    private static Task Set(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = NothingButData;
        }

        return Task.CompletedTask;
    }
}
