namespace KGPlanGraph.Persistence.Reading;

/// <summary>A column of a <see cref="Table"/>.</summary>
public sealed record Column(string Name, ColumnType Type, bool Nullable);
