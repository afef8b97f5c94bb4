using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace KGPlanGraph.Schema.Roots;

/// <summary>
/// Finds the variable that says where a subscription begins and nothing else: subscriptions that differ in it alone are equal once they have caught up.
/// </summary>
internal sealed class StartVariable : ASTVisitor<StartVariable.Context>
{
    /// <summary>Its name; null where <c>after</c> is given otherwise, or its variable is used elsewhere too.</summary>
    public static string? Of(GraphQLDocument document, GraphQLField field)
    {
        if (field.Arguments?.Items.Find(argument => argument.Name.StringValue == "after")?.Value is not GraphQLVariable start)
        {
            return null;
        }

        var context = new Context(start.Name.StringValue);
        new StartVariable().VisitAsync(document, context).AsTask().GetAwaiter().GetResult();
        // Where it is defined, and in the argument.
        return context.Uses == 2 ? context.Name : null;
    }

    protected override ValueTask VisitVariableAsync(GraphQLVariable variable, Context context)
    {
        if (variable.Name.StringValue == context.Name)
        {
            context.Uses++;
        }

        return default;
    }

    internal sealed class Context(string name) : IASTVisitorContext
    {
        public string Name => name;

        public int Uses { get; set; }

        public CancellationToken CancellationToken => default;
    }
}
