using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Costs;
using KGPlanGraph.Schema.Roots;

namespace KGPlanGraph.Schema.Operations;

/// <summary>One form of an operation: its selection with conditions decided, compiled for one kind of caller when it is first needed.</summary>
internal sealed class OperationVariant
{
    private const long BytesPerField = 1_500;

    private readonly ISchema schema;
    private readonly GraphQLOperationDefinition definition;
    private readonly Caller caller;
    private readonly Lazy<CompiledOperation> query;
    private readonly Lazy<CostTree> cost;
    private readonly Lazy<CompiledSubscription> subscription;
    private IReadOnlyDictionary<string, byte[]>? introspection;

    public OperationVariant(
        ISchema schema, GraphQLDocument document, GraphQLOperationDefinition definition, Caller caller, FieldCollection collection, int maxPageSize)
    {
        this.schema = schema;
        this.definition = definition;
        this.caller = caller;
        Document = document;
        Collection = collection;
        query = new Lazy<CompiledOperation>(() => new QueryCompiler(Compiler()).Compile(definition));
        subscription = new Lazy<CompiledSubscription>(() => new SubscriptionCompiler(Compiler()).Compile(Fields![0], RootType) with { StartVariable = StartVariable.Of(document, Fields[0].Field) });
        Fields = collection.Collect(RootType, [definition.SelectionSet]);
        cost = new Lazy<CostTree>(() => new CostTree(collection, RootType, Fields, maxPageSize, CostTreeBuilder.IsOfPastDay(definition)));
        NamesCaller = Fields.Any(field => field.Name == "me");
        Introspects = Fields.Any(field => field.Name is "__schema" or "__type");
    }

    public GraphQLDocument Document { get; }

    public FieldCollection Collection { get; }

    /// <summary>The root fields.</summary>
    public IReadOnlyList<SelectedField> Fields { get; }

    /// <summary>Whether one of them answers with the caller's own name, which is no one else's answer.</summary>
    public bool NamesCaller { get; }

    /// <summary>Whether one of them is introspection.</summary>
    public bool Introspects { get; }

    /// <summary>The query, compiled.</summary>
    public CompiledOperation Query => query.Value;

    /// <summary>What it costs.</summary>
    public CostTree Cost => cost.Value;

    /// <summary>Bytes that it holds, about, once its cost is known: nodes of the cost, writers, levels and their statements.</summary>
    public long Weight => cost.IsValueCreated ? cost.Value.Fields * BytesPerField : 0;

    /// <summary>The subscription's only field, compiled.</summary>
    public CompiledSubscription Subscription => subscription.Value;

    /// <summary>The operation's root type.</summary>
    public IObjectGraphType RootType => (IObjectGraphType)(definition.Operation switch
    {
        OperationType.Mutation => schema.Mutation!,
        OperationType.Subscription => schema.Subscription!,
        _ => schema.Query!,
    });

    /// <summary>The types of the fields along a path of response keys from the root.</summary>
    public IReadOnlyList<IGraphType> TypesAlong(IReadOnlyList<string> path) => Collection.TypesAlong(RootType, definition.SelectionSet, path);

    /// <summary>A compiler for one root field's result.</summary>
    public OperationCompiler Compiler() => new(schema, Collection, caller);

    /// <summary>The answers to the introspection fields; the same for ever where no variable is in them.</summary>
    public async ValueTask<IReadOnlyDictionary<string, byte[]>> IntrospectAsync(
        IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        if (introspection is { } known)
        {
            return known;
        }

        var answers = await Introspection.RunAsync(schema, Document, definition, Fields, variables, cancellationToken).ConfigureAwait(false);
        if (definition.Variables is null or { Count: 0 })
        {
            introspection = answers;
        }

        return answers;
    }
}
