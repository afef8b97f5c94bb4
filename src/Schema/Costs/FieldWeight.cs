namespace KGPlanGraph.Schema.Costs;

/// <summary>What the schema says of one field.</summary>
/// <param name="Weight">The argument of <c>@cost</c>; null without it.</param>
/// <param name="DefaultSize">A connection's page where no size is asked for, by <c>@listSize</c>; null for other fields.</param>
internal sealed record FieldWeight(double? Weight, int? DefaultSize);
