namespace KGPlanGraph.Bench.Baseline;

/// <summary>An agency that coordinates.</summary>
internal readonly record struct CoordinatorRow(string Code, string Name);
