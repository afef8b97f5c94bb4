using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Execution;

/// <summary>The <c>data</c> of an executed operation and the errors of its fields.</summary>
/// <param name="Data">The JSON of <c>data</c>.</param>
/// <param name="Errors">Errors with their places.</param>
/// <param name="IsNull">Whether a field that may not be null failed at the root, which takes all data with it.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Statements">Statements sent.</param>
internal sealed record OperationAnswer(JsonBuffer Data, IReadOnlyList<GraphQLError> Errors, bool IsNull, int Rows, int Statements) : IDisposable
{
    public void Dispose() => Data.Dispose();
}
