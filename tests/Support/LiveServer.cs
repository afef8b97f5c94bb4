using KGPlanGraph.Api;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using Microsoft.AspNetCore.Builder;

namespace KGPlanGraph.Tests.Support;

/// <summary>The product's own server on Kestrel, as <c>serve</c> starts it, over a database of the test's. Several may run over one.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DatabaseOptions database;

    private LiveServer(WebApplication app, DatabaseOptions database)
    {
        this.app = app;
        this.database = database;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = Patience.Long };
    }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    public IServiceProvider Services => app.Services;

    public static Task<LiveServer> StartAsync(TestDatabase database, params string[] settings) => StartAsync(database.Options, settings);

    public static async Task<LiveServer> StartAsync(DatabaseOptions database, params string[] settings)
    {
        string[] given = database.ConnectionString is { } connectionString ? [$"--ConnectionStrings:KGPlanGraph={connectionString}"] : [];
        var app = Server.Build(
        [
            "--urls=http://127.0.0.1:0", "--environment=Development", $"--contentRoot={database.ContentRoot}", "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Microsoft=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None", .. given, .. settings,
        ]);
        await app.StartAsync();
        return new LiveServer(app, database);
    }

    /// <summary>A token that the server takes.</summary>
    public string Token(Role roles, string? agency = null, TimeSpan? lifetime = null) =>
        new DevelopmentIssuer(DevelopmentKeyFile.In(database.ContentRoot), TimeProvider.System)
            .Issue(roles, agency, null, lifetime ?? TimeSpan.FromHours(1));

    /// <summary>Ends it as SIGTERM does.</summary>
    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
