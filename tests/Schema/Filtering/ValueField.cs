namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>A value: string for ids, texts and enums, bool, long, double, DateOnly, DateTimeOffset; null where there is none.</summary>
internal sealed record ValueField(string Name, OperandKind Kind, Func<object, object?> Get) : FilterField(Name)
{
    /// <summary>An enum's members in their declared order.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>What values sort by, where that is not their own order.</summary>
    public IComparer<string>? Order { get; init; }

    /// <summary>Whether the sort input has it too.</summary>
    public bool IsSortable { get; init; } = true;
}
