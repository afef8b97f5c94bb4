using KGPlanGraph.Persistence;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>A world per engine for all tests that write nothing.</summary>
public sealed class MatrixWorlds : IAsyncLifetime
{
    private readonly Dictionary<DatabaseEngine, MatrixWorld> worlds = [];

    internal MatrixWorld this[DatabaseEngine engine] => worlds[engine];

    /// <summary>Every caller on every engine.</summary>
    public static TheoryData<DatabaseEngine, string> Callers
    {
        get
        {
            var cases = new TheoryData<DatabaseEngine, string>();
            foreach (var engine in Enum.GetValues<DatabaseEngine>())
            {
                foreach (var caller in MatrixCaller.All)
                {
                    cases.Add(engine, caller.Name);
                }
            }

            return cases;
        }
    }

    public async Task InitializeAsync()
    {
        foreach (var engine in Enum.GetValues<DatabaseEngine>())
        {
            worlds[engine] = await MatrixWorld.CreateAsync(engine);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var world in worlds.Values)
        {
            await world.DisposeAsync();
        }
    }
}
