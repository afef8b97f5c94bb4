using System.Net.Http.Json;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Http;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Api.Authentication;

/// <summary>The product's registration of callers over HTTP, with one endpoint that says who called.</summary>
internal sealed class CallerServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int executions;

    private CallerServer(WebApplication app) => this.app = app;

    internal HttpClient Client { get; private set; } = null!;

    internal required TestClock Clock { get; init; }

    internal required RecordedLog Log { get; init; }

    internal IServiceProvider Services => app.Services;

    /// <summary>How many requests came past the check of their token.</summary>
    internal int Executions => Volatile.Read(ref executions);

    internal static async Task<CallerServer> StartAsync(
        IEnumerable<KeyValuePair<string, string?>> settings, string environment = "Production", string? contentRoot = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = contentRoot });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var log = new RecordedLog();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        var clock = new TestClock();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddCallers();
        var app = builder.Build();
        var server = new CallerServer(app) { Clock = clock, Log = log };
        app.UseCallers();
        app.MapGet("/caller", server.Answer);
        await app.StartAsync();
        server.Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        return server;
    }

    internal async Task<HttpResponseMessage> SendAsync(params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/caller");
        if (authorization.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>The caller of a good token; fails on any other answer.</summary>
    internal async Task<Caller> CallAsync(string token)
    {
        using var response = await SendAsync($"Bearer {token}");
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Caller>())!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private Caller Answer(HttpContext context)
    {
        Interlocked.Increment(ref executions);
        return context.GetCaller();
    }
}
