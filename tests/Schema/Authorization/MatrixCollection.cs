namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>The tests that share the worlds.</summary>
[CollectionDefinition(Name)]
public sealed class MatrixCollection : ICollectionFixture<MatrixWorlds>
{
    public const string Name = "Permissions";
}
