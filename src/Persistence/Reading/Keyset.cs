namespace KGPlanGraph.Persistence.Reading;

/// <summary>A place in an ordered list: the values of its order's keys and the key of the row, whether or not it still exists.</summary>
public sealed record Keyset(IReadOnlyList<object?> Values, long Id);
