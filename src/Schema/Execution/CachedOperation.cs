using System.Collections.Concurrent;
using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Input;

namespace KGPlanGraph.Schema.Execution;

/// <summary>An operation of a validated document, with what has been compiled of it so far: one form for each kind of caller and setting of conditions.</summary>
internal sealed class CachedOperation
{
    // Kinds of caller times settings of conditions; both come from outside, so there is a bound.
    private const int MaxForms = 64;

    private readonly ISchema schema;
    private readonly GraphQLDocument document;
    private readonly IReadOnlyList<string> conditions;
    private readonly ConcurrentDictionary<Form, CompiledForm> forms = [];

    public CachedOperation(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition definition)
    {
        this.schema = schema;
        this.document = document;
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

    public GraphQLOperationDefinition Definition { get; }

    public OperationKind Kind { get; }

    public string? Name => Definition.Name?.StringValue;

    public VariableCoercion Variables { get; }

    /// <summary>The operation compiled for this caller and these variables.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="variables">The coerced variables.</param>
    /// <param name="isKnown">Whether it was compiled before.</param>
    public CompiledForm For(Caller caller, IReadOnlyDictionary<string, object?> variables, out bool isKnown)
    {
        var setting = 0UL;
        for (var index = 0; index < conditions.Count; index++)
            if (variables.GetValueOrDefault(conditions[index]) is true)
                setting |= 1UL << (index & 63);
        var form = new Form(caller.Roles, caller.AgencyCode, caller.IsAuthenticated, setting);
        isKnown = forms.TryGetValue(form, out var known) && conditions.Count <= 64;
        if (isKnown)
            return known!;
        var compiled = new CompiledForm(
            schema, document, Definition, caller, new FieldCollection(schema, document, name => variables.GetValueOrDefault(name) is true));
        if (forms.Count >= MaxForms)
            forms.Clear();
        forms[form] = compiled;
        return compiled;
    }

    private readonly record struct Form(Role Roles, string? AgencyCode, bool IsAuthenticated, ulong Conditions);
}
