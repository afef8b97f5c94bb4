using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>One response key of a selection: the field, and the sub-selections of all its occurrences.</summary>
internal sealed record SelectedField(string ResponseKey, GraphQLField Field, List<GraphQLSelectionSet> SubSelections)
{
    public string Name => Field.Name.StringValue;
}
