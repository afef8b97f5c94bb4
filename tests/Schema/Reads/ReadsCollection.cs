namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>Tests of reads share one seeded database per engine, which none of them changes.</summary>
[CollectionDefinition(Name)]
public sealed class ReadsCollection : ICollectionFixture<ReadWorlds>
{
    public const string Name = "Reads";
}
