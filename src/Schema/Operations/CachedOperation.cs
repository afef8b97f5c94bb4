using GraphQL.Types;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Schema.Operations;

/// <summary>An operation of a validated document, with what has been compiled of it so far: one form for each kind of caller and setting of conditions.</summary>
internal sealed class CachedOperation
{
    // Kinds of caller times settings of conditions; both come from outside, so there is a bound.
    private const int MaxForms = 64;

    // A quarter of what all documents may hold: the forms of one must not drive out the others.
    private const long MaxWeight = DocumentCache.MaxBytes / 4;

    private readonly ISchema schema;
    private readonly GraphQLDocument document;
    private readonly int maxPageSize;
    private readonly IReadOnlyList<string> conditions;
    private readonly BoundedCache<Form, OperationVariant> forms = new(MaxForms, MaxWeight, static (_, form) => form.Weight);

    public CachedOperation(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition definition, int maxPageSize)
    {
        this.schema = schema;
        this.document = document;
        this.maxPageSize = maxPageSize;
        Definition = definition;
        Variables = new VariableCoercion(schema, definition);
        conditions = ConditionVariables.Of(document, definition);
        Kind = definition.Operation switch
        {
            OperationType.Mutation => OperationKind.Mutation,
            OperationType.Subscription => OperationKind.Subscription,
            _ => OperationKind.Query,
        };
    }

    /// <summary>The document that it stands in, with its fragments.</summary>
    public GraphQLDocument Document => document;

    public GraphQLOperationDefinition Definition { get; }

    public OperationKind Kind { get; }

    public string? Name => Definition.Name?.StringValue;

    public VariableCoercion Variables { get; }

    /// <summary>Bytes that its compiled forms hold, about.</summary>
    public long Weight => forms.WeighAll();

    /// <summary>The type of a root field of a query; null for introspection and fields that there are not.</summary>
    public IGraphType? RootType(GraphQLField field) => schema.Query!.GetField(field.Name)?.ResolvedType;

    /// <summary>The operation compiled for this caller and these variables.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="variables">The coerced variables.</param>
    /// <param name="isKnown">Whether it was compiled before.</param>
    public OperationVariant For(Caller caller, IReadOnlyDictionary<string, object?> variables, out bool isKnown)
    {
        var setting = 0UL;
        for (var index = 0; index < conditions.Count; index++)
        {
            if (variables.GetValueOrDefault(conditions[index]) is true)
            {
                setting |= 1UL << (index & 63);
            }
        }

        var form = new Form(caller.Roles, caller.AgencyCode, caller.IsAuthenticated, setting);
        isKnown = forms.TryGet(form, out var known) && conditions.Count <= 64;
        if (isKnown)
        {
            return known!;
        }

        var compiled = new OperationVariant(
            schema, document, Definition, caller, new FieldCollection(schema, document, name => variables.GetValueOrDefault(name) is true), maxPageSize);
        forms.Set(form, compiled);
        return compiled;
    }

    private readonly record struct Form(Role Roles, string? AgencyCode, bool IsAuthenticated, ulong Conditions);
}

/// <summary>Finds the variables that <c>@skip</c> and <c>@include</c> ask for: they decide the shape of an answer.</summary>
internal sealed class ConditionVariables : ASTVisitor<ConditionVariables.Context>
{
    /// <summary>Their names, each once. Those of other operations' fragments may be among them, which does no harm.</summary>
    public static IReadOnlyList<string> Of(GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        var context = new Context();
        var visitor = new ConditionVariables();
        foreach (var definition in document.Definitions)
        {
            if (definition == operation || definition is GraphQLFragmentDefinition)
            {
                visitor.VisitAsync(definition, context).AsTask().GetAwaiter().GetResult();
            }
        }

        return context.Names;
    }

    protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, Context context)
    {
        if (directive.Name.StringValue is "skip" or "include" && directive.Arguments is { Count: > 0 } arguments
            && arguments[0].Value is GraphQLVariable variable && !context.Names.Contains(variable.Name.StringValue))
        {
            context.Names.Add(variable.Name.StringValue);
        }

        return default;
    }

    internal sealed class Context : IASTVisitorContext
    {
        public List<string> Names { get; } = [];

        public CancellationToken CancellationToken => default;
    }
}
