namespace KGPlanGraph.Persistence.Reading;

/// <summary>One statement of a batch. Equal shapes have equal text, so that the database prepares it once.</summary>
/// <param name="Text">SQL with parameters <c>$1</c>, <c>$2</c> ….</param>
/// <param name="Parameters">Their values, in order.</param>
public sealed record Statement(string Text, IReadOnlyList<SqlValue> Parameters);
