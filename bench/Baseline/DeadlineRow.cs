namespace KGPlanGraph.Bench.Baseline;

/// <summary>A deadline.</summary>
internal readonly record struct DeadlineRow(short Kind, string Phrase, DateOnly DueOn, DateOnly OriginalDueOn, DateOnly? MetOn);
