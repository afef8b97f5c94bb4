using KGPlanGraph.Persistence.Reading.Operands;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>A value that the database works out.</summary>
/// <param name="Operand">From the caller and the index of the day that the argument <c>asOf</c> gives (0: today).</param>
public sealed record OperandBinding(Func<Caller, int, Operand> Operand) : FieldBinding;
