using KGPlanGraph.Persistence.Reading.Conditions;
using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Persistence.Reading.Operands;

/// <summary>
/// The kind of a change as one caller sees it: its true kind where <paramref name="SeesAll"/> holds,
/// otherwise the public one.
/// </summary>
public sealed record ChangeKindOperand(Condition SeesAll) : Operand(ChangeTable.Kind.Type, false);
