using System.Net;
using System.Net.Http.Headers;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Http;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>Who gets <c>/metrics</c>.</summary>
public sealed class MetricsAccessTests(MetricsAccessTests.OneServer one) : IClassFixture<MetricsAccessTests.OneServer>
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task A_caller_on_the_machine_needs_no_token(string address)
    {
        using var response = await AskAsync(address, null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("kgplangraph_database_up", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("10.0.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:192.0.2.7")]
    [InlineData(null)]
    public async Task A_caller_from_elsewhere_needs_an_administrators_token(string? address)
    {
        using var anonymous = await AskAsync(address, null);
        using var reader = await AskAsync(address, Role.Reader | Role.Coordinator | Role.Approver);
        using var admin = await AskAsync(address, Role.Admin);

        Assert.Equal((HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED"), (anonymous.StatusCode, await anonymous.ReadCodeAsync()));
        Assert.Equal("Bearer", anonymous.Headers.WwwAuthenticate.ToString());
        Assert.Equal((HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED"), (reader.StatusCode, await reader.ReadCodeAsync()));
        Assert.Equal(HttpStatusCode.OK, admin.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    [InlineData("X-Real-IP", "192.0.2.7")]
    [InlineData("Via", "1.1 gateway")]
    [InlineData("X-Original-For", "127.0.0.1:1234")]
    public async Task A_caller_through_a_proxy_on_the_machine_is_not_on_the_machine(string header, string value)
    {
        using var anonymous = await AskAsync("127.0.0.1", null, (header, value));
        using var admin = await AskAsync("127.0.0.1", Role.Admin, (header, value));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (anonymous.StatusCode, admin.StatusCode));
    }

    [Fact]
    public async Task A_bad_token_is_refused_on_the_machine_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "nonsense");
        using var client = one.From("127.0.0.1");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Nothing_but_reading_is_answered()
    {
        using var client = one.From("127.0.0.1");
        using var response = await client.PostAsync("/metrics", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string? address, Role? roles, params (string Name, string Value)[] headers)
    {
        using var client = one.From(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (roles is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", one.Server.Token(roles.Value));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    /// <summary>The product's server, to which requests come from wherever a test says.</summary>
    public sealed class OneServer : IAsyncLifetime
    {
        private readonly Address address = new();
        private TestDatabase database = null!;
        private Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program> factory = null!;

        internal PlanServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
            Server = new PlanServer(database);
            factory = Server.WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(address)));
        }

        public async Task DisposeAsync()
        {
            await factory.DisposeAsync();
            await Server.DisposeAsync();
            await database.DisposeAsync();
        }

        internal HttpClient From(string? remote)
        {
            address.Remote = remote is null ? null : IPAddress.Parse(remote);
            return factory.CreateClient();
        }

        // Tests of a class run one after the other.
        private sealed class Address : IStartupFilter
        {
            public IPAddress? Remote { get; set; }

            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.Use((context, inner) =>
                {
                    context.Connection.RemoteIpAddress = Remote;
                    return inner(context);
                });
                next(app);
            };
        }
    }
}
