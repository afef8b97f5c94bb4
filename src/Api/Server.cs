using KGPlanGraph.Api.Authentication;

namespace KGPlanGraph.Api;

/// <summary>Composes the server: services, pipeline, endpoints.</summary>
internal static class Server
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <param name="settings">ASP.NET Core's configuration arguments.</param>
    internal static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultUrl);
        builder.AddCallers();

        var app = builder.Build();
        app.UseCallers();
        return app;
    }
}
