using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace KGPlanGraph.Schema.Execution;

/// <summary>Finds the variables that <c>@skip</c> and <c>@include</c> ask for: they decide the shape of an answer.</summary>
internal sealed class ConditionVariables : ASTVisitor<ConditionVariables.Context>
{
    /// <summary>Their names, each once. Those of other operations' fragments may be among them, which does no harm.</summary>
    public static IReadOnlyList<string> Of(GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        var context = new Context();
        var visitor = new ConditionVariables();
        foreach (var definition in document.Definitions)
            if (definition == operation || definition is GraphQLFragmentDefinition)
                visitor.VisitAsync(definition, context).AsTask().GetAwaiter().GetResult();
        return context.Names;
    }

    protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, Context context)
    {
        if (directive.Name.StringValue is "skip" or "include" && directive.Arguments is { Count: > 0 } arguments
            && arguments[0].Value is GraphQLVariable variable && !context.Names.Contains(variable.Name.StringValue))
            context.Names.Add(variable.Name.StringValue);
        return default;
    }

    internal sealed class Context : IASTVisitorContext
    {
        public List<string> Names { get; } = [];

        public CancellationToken CancellationToken => default;
    }
}
