namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>A condition on the row that a to-one relation leads to; all its values are null where there is none.</summary>
public sealed record Through(ToOne Relation, Condition Inner) : Condition;
