using GraphQL.Types;
using LibrarySchema = GraphQL.Types.Schema;

namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// graphql-dotnet's view of the schema: what parsing, validating, coercing and introspecting work with. Nothing in it resolves; operations are compiled.
/// </summary>
public static class GraphQLSchema
{
    static readonly Lazy<ISchema> Built = new(BuildOnce);

    /// <summary>The initialized schema, one per process. The first call takes some tens of milliseconds, so it may be made ahead, on another thread.</summary>
    public static ISchema Build() => Built.Value;

    static LibrarySchema BuildOnce()
    {
        var schema = new DocumentSchemaBuilder().Build();
        schema.Features.DeprecationOfInputValues = true;
        schema.Features.RepeatableDirectives = true;
        schema.NameConverter = VerbatimNames.Instance;
        schema.Filter = new EveryDirectiveVisible();
        schema.Directives.Register(BuiltInDirectives.SpecifiedBy(), BuiltInDirectives.OneOf());
        schema.Initialize();
        IntrospectionFields.AddTo(schema);
        return schema;
    }
}
