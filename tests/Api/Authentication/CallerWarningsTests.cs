using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Api.Authentication;

/// <summary>Good tokens that may do less than their issuer expects are warned of, each once and a bounded number in all.</summary>
public sealed class CallerWarningsTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Agencies_that_the_register_lacks_are_warned_of_once_each(DatabaseEngine engine)
    {
        await using var world = await World.StartAsync(engine);
        for (var round = 0; round < 3; round++)
        {
            await world.AskAsync(Role.Agency, "SCT");
            await world.AskAsync(Role.Agency, "SCX");
            await world.AskAsync(Role.Agency, "SCY");
            // Acts for nobody whatever its agency is.
            await world.AskAsync(Role.Reader, "SCZ");
        }

        await world.UntilAsync(warnings => warnings.Count >= 2);
        Assert.Equal(
            ["SCX", "SCY"],
            world.Warnings().Select(line => line.Split("is for the agency ")[1].Split(',')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Subjects_without_a_role_are_warned_of_once_each_and_a_hundred_at_most()
    {
        await using var world = await World.StartAsync(DatabaseEngine.Sqlite);
        for (var subject = 0; subject < 110; subject++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"name {subject}");
            await world.AskAsync(Role.None, null, name);
            await world.AskAsync(Role.None, null, name);
        }

        var warnings = world.Warnings();
        Assert.Equal(warnings.Distinct(StringComparer.Ordinal), warnings);
        Assert.InRange(warnings.Count, 1, 100);
        Assert.All(warnings, line => Assert.Contains("has no role that this service knows", line, StringComparison.Ordinal));
    }

    private sealed class World : IAsyncDisposable
    {
        private readonly RecordedLog log = new();
        private TestDatabase database = null!;
        private PlanServer server = null!;
        private WebApplicationFactory<Program> logging = null!;
        private HttpClient client = null!;

        public static async Task<World> StartAsync(DatabaseEngine engine)
        {
            var world = new World { database = await TestDatabase.CreateWithFirstDataAsync(engine) };
            world.server = new PlanServer(world.database);
            world.logging = world.server.WithWebHostBuilder(builder => builder.ConfigureLogging(logging => logging.AddProvider(world.log)));
            world.client = world.logging.CreateClient();
            return world;
        }

        public async Task AskAsync(Role roles, string? agency, string? name = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ __typename }" }) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(roles, agency, name));
            using var response = await client.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }

        public List<string> Warnings() => [.. log.Lines.Where(line => line.Contains(": A token of ", StringComparison.Ordinal))];

        // The lookup goes on beside the request.
        public async Task UntilAsync(Func<List<string>, bool> holds)
        {
            using var limit = new CancellationTokenSource(Patience.Long);
            while (!holds(Warnings()))
            {
                limit.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await logging.DisposeAsync();
            await server.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
