using GraphQL.Conversion;
using GraphQL.Introspection;
using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Definition;

/// <summary>The specification's directives that graphql-dotnet does not bring; introspection has to list them.</summary>
internal static class BuiltInDirectives
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

/// <summary>The specification's five scalars with descriptions. graphql-dotnet's own instances are shared by the whole process and have none.</summary>
internal static class BuiltInScalars
{
    public static IReadOnlyList<ScalarGraphType> Create() =>
    [
        new StringScalar { Description = "Unicode text. U+0000 is refused." },
        new IdScalar { Description = "Identifies an object. It is opaque: do not interpret it. Serialized as text." },
        new IntGraphType { Description = "A whole number of 32 bits, -2147483648 to 2147483647." },
        new FloatScalar { Description = "A finite number of double precision as in IEEE 754." },
        new BooleanGraphType { Description = "`true` or `false`." },
    ];
}

/// <summary>The library hides directives of the type system from introspection; tools want to know @cost, @listSize and @authorize.</summary>
internal sealed class EveryDirectiveVisible : DefaultSchemaFilter
{
    public override Task<bool> AllowDirective(Directive directive) => Allowed;
}

/// <summary>Names are as the document writes them.</summary>
internal sealed class VerbatimNames : INameConverter
{
    public static readonly VerbatimNames Instance = new();

    public string NameForField(string fieldName, IComplexGraphType parentGraphType) => fieldName;

    public string NameForArgument(string argumentName, IComplexGraphType parentGraphType, FieldType field) => argumentName;
}
