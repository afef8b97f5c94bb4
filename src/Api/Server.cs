using KGPlanGraph.Api.Addresses;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Calendars;
using KGPlanGraph.Api.Commands;
using KGPlanGraph.Api.Health;
using KGPlanGraph.Api.Http;
using KGPlanGraph.Api.Ide;
using KGPlanGraph.Api.Imports;
using KGPlanGraph.Api.OpenApi;
using KGPlanGraph.Api.Pages;
using KGPlanGraph.Api.Security;
using KGPlanGraph.Api.Sheets;
using KGPlanGraph.Api.SignIn;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema;
using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Api;

/// <summary>Composes the server: services, pipeline, endpoints.</summary>
internal static class Server
{
    /// <summary>Running requests have this long to end after SIGTERM; the process is gone within 10 s.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(8);

    /// <param name="settings">ASP.NET Core's configuration arguments.</param>
    /// <exception cref="CommandFailure">A setting is at fault.</exception>
    internal static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddDefaultSettings();
        builder.AddDatabase();
        builder.AddCrossOrigin();
        builder.AddCallers();
        builder.AddSignIn();
        builder.AddGraphQLEndpoint([.. AddressEndpoint.Shipped, .. PageFiles.Documents]);
        builder.AddImports();
        builder.AddPages();
        builder.AddReportSheets();
        builder.AddCalendars();
        builder.AddIde();
        builder.AddHealth();
        builder.AddTelemetry(CalendarEndpoint.Folder, CalendarEndpoint.Route);
        builder.Services.AddGraphQLExecution(new ExecutorOptions(AnonymousIntrospection: builder.Environment.IsDevelopment()));
        builder.Services.AddHostedService<DeadlineTurnService>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime);

        SettingsErrors.ThrowIfAny(builder, () => builder.AddAddresses());
        builder.AddAddresses();
        var app = builder.Build();
        app.UseSystemdNotify();
        app.UseSecurityHeaders();
        app.UseExceptionResponses();
        app.UseSecureTransport();
        app.UseCrossOrigin();
        app.UseSignIn();
        app.UseCallers();
        app.UseWhen(AsksForSocket, sockets => sockets.UseWebSockets());
        app.MapGraphQL();
        app.MapImports();
        app.MapReportSheets();
        app.MapCalendars();
        app.MapAddresses();
        app.MapOpenApi();
        app.MapIde();
        app.MapHealth();
        app.MapTelemetry();
        app.MapSignIn();
        app.MapPages();
        return app;
    }

    // All other requests need not pass a layer that prepares a handshake for each of them.
    private static bool AsksForSocket(HttpContext context) => context.Request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(context.Request.Method);
}
