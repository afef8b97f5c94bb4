using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Bench.Generator;

/// <summary>The plan whose tasks are being written.</summary>
internal sealed record PlanInHand(long Id, string Code, Province Province, int Year, PlanStatus Status, long? Draft, DateTime Entered);
