using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>One server per engine, with the registers and the 2022 plan, for all tests of a class.</summary>
public sealed class FirstDataServers : IAsyncLifetime
{
    private readonly Dictionary<DatabaseEngine, (TestDatabase Database, PlanServer Server)> servers = [];

    public Task InitializeAsync() => Task.CompletedTask;

    internal async Task<(TestDatabase Database, PlanServer Server)> GetAsync(DatabaseEngine engine)
    {
        if (!servers.TryGetValue(engine, out var found))
        {
            var database = await TestDatabase.CreateWithFirstDataAsync(engine);
            // A big import on a busy machine takes its time.
            var settings = new Dictionary<string, string> { ["GraphQL:ExecutionTimeout"] = "00:10:00" };
            servers[engine] = found = (database, new PlanServer(database, settings));
        }

        return found;
    }

    public async Task DisposeAsync()
    {
        foreach (var (database, server) in servers.Values)
        {
            await server.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
