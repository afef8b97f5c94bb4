using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>The specification's directives that graphql-dotnet does not bring; introspection has to list them.</summary>
static class BuiltInDirectives
{
    public const string SpecifiedByName = "specifiedBy";

    public static Directive SpecifiedBy() => new(SpecifiedByName, DirectiveLocation.Scalar)
    {
        Description = "Exposes a URL that specifies the behavior of this scalar.",
        Arguments = new QueryArguments(new QueryArgument<NonNullGraphType<StringGraphType>>
        {
            Name = "url",
            Description = "The URL that specifies the behavior of this scalar.",
        }),
    };

    public static Directive OneOf() => new("oneOf", DirectiveLocation.InputObject)
    {
        Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
    };
}
