namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>
/// A foreign key against the row with given unique values: <c>fk = (SELECT id … WHERE code = $1)</c>.
/// Four times as fast as the join that says the same (architecture.md).
/// </summary>
/// <param name="Relation">The to-one relation.</param>
/// <param name="Unique">A unique column of its target.</param>
/// <param name="Values">One value or more, none of them null.</param>
public sealed record ThroughKey(ToOne Relation, Column Unique, IReadOnlyList<object> Values) : Condition;
