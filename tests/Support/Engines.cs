using KGPlanGraph.Persistence;

namespace KGPlanGraph.Tests.Support;

/// <summary>For theories that hold on every engine: <c>[Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]</c>.</summary>
public static class Engines
{
    public static TheoryData<DatabaseEngine> Both => [DatabaseEngine.Postgres, DatabaseEngine.Sqlite];
}
