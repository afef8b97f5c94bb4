namespace KGPlanGraph.Bench.Generator;

/// <summary>A province: its number, and the ids of what its plans refer to.</summary>
internal sealed record Province(int Number, string Name, long Committee, IReadOnlyList<long> Departments, IReadOnlyList<long> Districts)
{
    public List<long> Items { get; } = [];
}
