using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Schema.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Support;

/// <summary>The product's own server over a database of the test's: in Development, asked over HTTP, with tokens of any role.</summary>
public sealed class PlanServer : WebApplicationFactory<Program>
{
    private readonly TestDatabase database;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly TimeProvider clock;

    /// <param name="database">The server's database.</param>
    /// <param name="settings">The server's settings.</param>
    /// <param name="clock">The server's clock; the system's where none is given.</param>
    public PlanServer(TestDatabase database, IReadOnlyDictionary<string, string>? settings = null, TimeProvider? clock = null)
    {
        this.clock = clock ?? TimeProvider.System;
        this.database = database;
        this.settings = settings ?? new Dictionary<string, string>();
        Http = CreateClient();
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Http { get; }

    /// <summary>A token that the server takes.</summary>
    public string Token(Role roles, string? agency = null, string? name = null, int minutes = 60) =>
        new DevelopmentIssuer(DevelopmentKeyFile.In(database.Options.ContentRoot), clock)
            .Issue(roles, agency, name, TimeSpan.FromMinutes(minutes));

    /// <summary>The whole answer to a request by a caller of these roles; <see cref="Role.None"/> sends no token.</summary>
    public async Task<JsonElement> AskAsync(string document, object? variables = null, Role roles = Role.Reader, string? agency = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(JsonSerializer.Serialize(new { query = document, variables }), Encoding.UTF8, "application/json");
        if (roles != Role.None)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(roles, agency));
        }

        using var response = await Http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>The data of an answer that must have no errors.</summary>
    public async Task<JsonElement> DataAsync(string document, object? variables = null, Role roles = Role.Reader, string? agency = null)
    {
        var answer = await AskAsync(document, variables, roles, agency);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ValueKind == JsonValueKind.Undefined ? "" : errors.GetRawText());
        return answer.GetProperty("data");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseContentRoot(database.Options.ContentRoot);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        if (database.Options.ConnectionString is { } connectionString)
        {
            builder.UseSetting("ConnectionStrings:KGPlanGraph", connectionString);
        }

        if (clock != TimeProvider.System)
        {
            builder.ConfigureTestServices(services => services.AddSingleton(clock));
        }

        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }
    }
}
