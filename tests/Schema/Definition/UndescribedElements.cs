using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace KGPlanGraph.Tests.Schema.Definition;

/// <summary>Walks a schema and notes every element that nothing describes, as Type.field.argument.</summary>
internal sealed class UndescribedElements : ASTVisitor<UndescribedElements.Places>
{
    public List<string> Found { get; } = [];

    public override async ValueTask VisitAsync(ASTNode? node, Places context)
    {
        if (node is null)
        {
            return;
        }

        context.Path.Push((node as INamedNode)?.Name.StringValue ?? node.Kind.ToString());
        if (node is IHasDescriptionNode { Description: null } or IHasDescriptionNode { Description.Value.Length: 0 })
        {
            Found.Add(string.Join(".", context.Path.Reverse().Skip(1)));
        }

        await base.VisitAsync(node, context);
        context.Path.Pop();
    }

    public sealed class Places : IASTVisitorContext
    {
        public Stack<string> Path { get; } = [];

        public CancellationToken CancellationToken => CancellationToken.None;
    }
}
