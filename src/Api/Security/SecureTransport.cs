namespace KGPlanGraph.Api.Security;

/// <summary>
/// HSTS, and redirection to HTTPS, outside Development where this server has a certificate. Behind a gateway that ends TLS it has none,
/// and a redirection would go round in circles: there the gateway redirects.
/// </summary>
public static class SecureTransport
{
    /// <summary>Does nothing in Development or without a certificate. Health probes are answered over HTTP, too.</summary>
    public static WebApplication UseSecureTransport(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment() && HasCertificate(app.Configuration))
        {
            app.UseHsts();
            app.UseWhen(context => !context.Request.Path.StartsWithSegments("/health"), branch => branch.UseHttpsRedirection());
        }

        return app;
    }

    private static bool HasCertificate(IConfiguration configuration)
    {
        var kestrel = configuration.GetSection("Kestrel");
        return kestrel.GetSection("Certificates:Default").Exists()
            || kestrel.GetSection("Endpoints").GetChildren().Any(endpoint => endpoint.GetSection("Certificate").Exists());
    }
}

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
