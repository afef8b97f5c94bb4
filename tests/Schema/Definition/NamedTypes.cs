using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace KGPlanGraph.Tests.Schema.Definition;

/// <summary>Walks a schema and notes every type that it refers to.</summary>
internal sealed class NamedTypes : ASTVisitor<NamedTypes.Context>
{
    public HashSet<string> Found { get; } = [];

    protected override ValueTask VisitNamedTypeAsync(GraphQLNamedType namedType, Context context)
    {
        Found.Add(namedType.Name.StringValue);
        return base.VisitNamedTypeAsync(namedType, context);
    }

    public sealed class Context : IASTVisitorContext
    {
        public CancellationToken CancellationToken => CancellationToken.None;
    }
}
