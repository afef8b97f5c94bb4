using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>A selected field that the caller may not read: null in the answer, with an error for each place.</summary>
/// <param name="Path">Response keys from the root, without list indexes.</param>
/// <param name="Field">The selection.</param>
/// <param name="Error">The refusal.</param>
/// <param name="IsNonNull">Whether the null cannot stay there and takes the parent with it.</param>
internal sealed record DeniedField(IReadOnlyList<string> Path, GraphQLField Field, GraphQLError Error, bool IsNonNull);
