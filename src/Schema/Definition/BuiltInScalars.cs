using GraphQL.Types;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Definition;

/// <summary>The specification's five scalars with descriptions. graphql-dotnet's own instances are shared by the whole process and have none.</summary>
static class BuiltInScalars
{
    public static IReadOnlyList<ScalarGraphType> Create() =>
    [
        new StringScalar { Description = "Text of Unicode characters; U+0000 is refused, for no database keeps it." },
        new IdScalar { Description = "Identifies an object. Opaque: it is not meant to be read or made by people. Serialized as text." },
        new IntGraphType { Description = "A whole number of 32 bits, -2147483648 to 2147483647." },
        new FloatScalar { Description = "A finite number of double precision as in IEEE 754." },
        new BooleanGraphType { Description = "`true` or `false`." },
    ];
}
