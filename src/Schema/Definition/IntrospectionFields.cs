using GraphQL;
using GraphQL.Introspection;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace KGPlanGraph.Schema.Definition;

/// <summary>What the specification's introspection has and graphql-dotnet's lacks.</summary>
internal static class IntrospectionFields
{
    /// <summary>Adds them to an initialized schema: the introspection types do not exist before.</summary>
    public static void AddTo(ISchema schema)
    {
        AddSpecifiedBy((IObjectGraphType)schema.AllTypes[nameof(__Type)]!, schema.AllTypes["String"]!);
        AddIncludeDeprecated((IObjectGraphType)schema.AllTypes[nameof(__Directive)]!, schema.AllTypes["Boolean"]!);
        RefuseNulls(schema);
    }

    private static void AddSpecifiedBy(IObjectGraphType type, IGraphType text) => type.AddField(new FieldType
    {
        Name = "specifiedByURL",
        Description = "The address of the specification of this scalar; null for other types.",
        ResolvedType = text,
        Resolver = new FuncFieldResolver<IGraphType, string?>(context
            => context.Source.FindAppliedDirective(BuiltInDirectives.SpecifiedByName)?.FindArgument("url")?.Value as string),
    });

    // No directive of this schema has a deprecated argument, so that both answers are the same.
    private static void AddIncludeDeprecated(IObjectGraphType directive, IGraphType boolean)
        => directive.Fields.Find("args")!.Arguments = new QueryArguments(new QueryArgument(boolean) { Name = "includeDeprecated", DefaultValue = false });

    // Since September 2025 neither may be null; the library has the types of the edition before.
    private static void RefuseNulls(ISchema schema)
    {
        var fields = schema.AllTypes.OfType<IObjectGraphType>()
            .Where(type => type.Name.StartsWith("__", StringComparison.Ordinal)).SelectMany(type => type.Fields);
        foreach (var argument in fields.SelectMany(field => field.Arguments ?? []).Where(argument => argument.Name == "includeDeprecated"))
        {
            argument.ResolvedType = new NonNullGraphType(schema.AllTypes["Boolean"]!);
        }

        schema.Directives.Find("deprecated")!.Arguments!.Find("reason")!.ResolvedType = new NonNullGraphType(schema.AllTypes["String"]!);
    }
}
