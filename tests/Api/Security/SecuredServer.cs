using KGPlanGraph.Api.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Api.Security;

/// <summary>The product's pieces around two endpoints: data, and a page with a policy of its own.</summary>
internal sealed class SecuredServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private SecuredServer(WebApplication app) => this.app = app;

    internal static async Task<SecuredServer> StartAsync(string environment, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.AddCrossOrigin();
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseSecureTransport();
        app.UseCrossOrigin();
        app.MapGet("/graphql", () => "data");
        app.MapGet("/health/live", () => "alive");
        app.MapGet("/page", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
            return "page";
        });
        await app.StartAsync();
        return new(app);
    }

    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, params (string Name, string Value)[] headers)
    {
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(method, url);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
