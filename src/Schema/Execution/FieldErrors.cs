using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Execution;

/// <summary>The fields of an execution that are null for a reason.</summary>
internal static class FieldErrors
{
    /// <summary>Every field that was denied, or whose arguments are wrong; with whether its null cannot stay at the root.</summary>
    public static IEnumerable<(IReadOnlyList<string> Path, GraphQLField Field, GraphQLError Error, bool TakesAll)> Of(
        CompiledOperation operation, BoundOperation bound)
    {
        foreach (var denied in operation.Denied)
        {
            yield return (denied.Path, denied.Field, denied.Error, denied.IsNonNull && denied.Path.Count == 1);
        }

        if (bound.Faults is null)
        {
            yield break;
        }

        foreach (var level in operation.Levels)
        {
            // node and nodes have one level for each type, and one fault.
            if (level.Group < 0 && bound.Faults[level.Select.Index] is { } fault)
            {
                yield return (level.Path, level.Field, fault, level.Definition.ResolvedType is NonNullGraphType && level.Path.Count == 1);
            }
        }
    }
}
