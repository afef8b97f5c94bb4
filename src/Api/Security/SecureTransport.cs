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
