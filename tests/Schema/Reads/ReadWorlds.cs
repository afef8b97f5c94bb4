using KGPlanGraph.Persistence;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>The seeded databases, each made when it is first asked for.</summary>
public sealed class ReadWorlds : IAsyncLifetime
{
    private readonly Dictionary<DatabaseEngine, ReadWorld> worlds = [];

    /// <summary>The one of an engine.</summary>
    internal async Task<ReadWorld> OfAsync(DatabaseEngine engine)
    {
        if (!worlds.TryGetValue(engine, out var world))
        {
            worlds.Add(engine, world = await ReadWorld.CreateAsync(engine));
        }

        return world;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var world in worlds.Values)
        {
            await world.DisposeAsync();
        }
    }
}
