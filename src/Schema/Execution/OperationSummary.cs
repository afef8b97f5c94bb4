namespace KGPlanGraph.Schema.Execution;

/// <summary>What an access record says of an operation, without its values.</summary>
/// <param name="Name">The operation's name; null where it has none.</param>
/// <param name="Hash">Lower-case hexadecimal SHA-256 of the document.</param>
/// <param name="FieldCost">As in <c>operationCost</c>.</param>
/// <param name="TypeCost">As in <c>operationCost</c>.</param>
/// <param name="Rows">Rows read from the database.</param>
/// <param name="Statements">Statements sent to the database.</param>
/// <param name="ErrorCode">The first error's code; null where all went well.</param>
/// <param name="FromCache">True where the answer was kept from an earlier equal request.</param>
public sealed record OperationSummary(
    string? Name, string Hash, double FieldCost, double TypeCost, int Rows, int Statements, string? ErrorCode, bool FromCache);
