using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Scalars;
using LibrarySchema = GraphQL.Types.Schema;

namespace KGPlanGraph.Schema.Definition;

/// <summary>graphql-dotnet's builder, fed with <see cref="SchemaDocument.Ast"/> instead of text.</summary>
internal sealed class DocumentSchemaBuilder : SchemaBuilder
{
    /// <summary>Builds the schema from the composed document.</summary>
    // The library takes text alone, but hands the parsed document to Validate first: printing 4,000 lines only to parse them again would be felt at the start.
    public LibrarySchema Build() => Build("scalar Placeholder");

    // The library's own validation looks for types defined twice, which composing has refused already.
    protected override void Validate(GraphQLDocument document)
    {
        document.Definitions.Clear();
        document.Definitions.AddRange(SchemaDocument.Ast.Definitions);
        AddScalars(document);
    }

    // The library's builder passes over scalar definitions; its own scalars are shared by the whole process and not as strict.
    private void AddScalars(GraphQLDocument document)
    {
        foreach (var scalar in new ScalarGraphType[] { new LocalDateScalar(), new DateTimeScalar(), new LongScalar(), new UrlScalar() })
        {
            var definition = document.Definitions.OfType<GraphQLScalarTypeDefinition>().Single(candidate => candidate.Name == scalar.Name);
            scalar.Description = definition.Description!.Value.ToString();
            var url = definition.Directives!.Items.Single().Arguments!.Items.Single().Value as GraphQLStringValue;
            scalar.ApplyDirective(BuiltInDirectives.SpecifiedByName, "url", url!.Value.ToString());
            _types[scalar.Name] = scalar;
        }

        foreach (var scalar in BuiltInScalars.Create())
        {
            _types[scalar.Name] = scalar;
        }
    }

    // The library refuses to start without a source of events for each field; ours wakes on changes.
    protected override FieldType ToSubscriptionFieldType(string parentTypeName, GraphQLFieldDefinition fieldDef)
    {
        var field = base.ToSubscriptionFieldType(parentTypeName, fieldDef);
        field.StreamResolver = new SourceStreamResolver<object>(NoEvents);
        return field;
    }

    // Abstract types have to know how to find an object's type, or the library refuses to start; the compiled operations know by other means.
    protected override InterfaceGraphType ToInterfaceType(GraphQLInterfaceTypeDefinition interfaceDef)
    {
        var type = base.ToInterfaceType(interfaceDef);
        type.ResolveType = Unresolved;
        return type;
    }

    protected override UnionGraphType ToUnionType(GraphQLUnionTypeDefinition unionDef)
    {
        var type = base.ToUnionType(unionDef);
        type.ResolveType = Unresolved;
        return type;
    }

    private static IObservable<object?> NoEvents(IResolveFieldContext context) => throw new InvalidOperationException("Events are not resolved by the library.");

    private static IObjectGraphType Unresolved(object value) => throw new InvalidOperationException("Objects are not resolved by the library.");
}
