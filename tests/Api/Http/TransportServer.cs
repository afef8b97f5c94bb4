using System.Text;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>The product's own server on Kestrel, with an executor that a test decides.</summary>
public class TransportServer : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("kgplangraph-http.").FullName;

    internal FakeExecutor Executor { get; } = new();

    internal RecordedLog Log { get; } = new();

    /// <summary>The settings that differ from the defaults.</summary>
    protected virtual Dictionary<string, string> Settings => [];

    protected virtual string Environment => "Development";

    public HttpClient Client { get; private set; } = null!;

    public Task InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        Client = CreateClient();
        return Task.CompletedTask;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Directory.Delete(folder, true);
    }

    public async Task<HttpResponseMessage> PostAsync(string json, string? accept = null, params (string Name, string Value)[] headers)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await SendAsync(HttpMethod.Post, "/graphql", content, accept, headers);
    }

    public Task<HttpResponseMessage> GetAsync(string address, string? accept = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, address, null, accept, headers);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, HttpContent? content, string? accept = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseContentRoot(folder);
        builder.UseSetting("Logging:LogLevel:Default", "Information");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IGraphQLExecutor>(Executor);
            services.AddSingleton<IStartupFilter, CallerFromHeader>();
        });
    }

    /// <summary>A caller without the trouble of a token: <c>X-Caller: name</c>.</summary>
    private sealed class CallerFromHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, inner) =>
            {
                if (context.Request.Headers["X-Caller"].ToString() is { Length: > 0 } name)
                {
                    context.Features.Set(new Caller(name, null, Role.Reader, "SCT", null));
                }

                return inner(context);
            });
            next(app);
        };
    }
}
