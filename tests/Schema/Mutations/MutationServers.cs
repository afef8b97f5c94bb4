using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>One server per engine for all tests of a class; each test has a plan of its own there.</summary>
public sealed class MutationServers : IAsyncLifetime
{
    private readonly Dictionary<DatabaseEngine, (TestDatabase Database, PlanServer Server)> servers = [];
    private int plans;

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>A new plan on the engine's server.</summary>
    internal async Task<PlanScene> NewSceneAsync(DatabaseEngine engine, PlanStatus status = PlanStatus.InForce)
    {
        if (!servers.TryGetValue(engine, out var found))
        {
            var database = await TestDatabase.CreateMigratedAsync(engine);
            // A register that is not empty keeps the first data out.
            await database.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, (context, _) =>
            {
                context.Add(new Agency { Code = "UBNDT", Name = "Ủy ban nhân dân tỉnh" });
                return Task.FromResult(WriteOutcome.Keep(0));
            });
            servers[engine] = found = (database, new PlanServer(database));
        }

        return await PlanScene.WriteAsync(found.Database, found.Server, ++plans, status);
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
