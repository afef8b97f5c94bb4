using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>A selection of the argument <c>asOf</c>.</summary>
internal sealed record DayArgument(GraphQLField Field, FieldType Definition)
{
    public CompiledArguments Arguments { get; } = new(Definition, Field);
}
