using GraphQL;
using GraphQL.Introspection;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace KGPlanGraph.Schema.Definition;

/// <summary>The field <c>__Type.specifiedByURL</c> of the specification, which graphql-dotnet leaves out.</summary>
static class SpecifiedByField
{
    /// <summary>Adds the field to an initialized schema: the introspection types do not exist before.</summary>
    public static void AddTo(ISchema schema)
    {
        var type = (IObjectGraphType)schema.AllTypes[nameof(__Type)]!;
        type.AddField(new FieldType
        {
            Name = "specifiedByURL",
            Description = "Where the behaviour of this scalar is specified; null for other types.",
            ResolvedType = schema.AllTypes["String"],
            Resolver = new FuncFieldResolver<IGraphType, string?>(context
                => context.Source.FindAppliedDirective(BuiltInDirectives.SpecifiedByName)?.FindArgument("url")?.Value as string),
        });
    }
}
