using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace KGPlanGraph.Tests.Schema.Scalars;

/// <summary>What the tests of all scalars ask.</summary>
internal static class ScalarAssert
{
    /// <summary>The text is no value, neither in a document nor in variables; nor is an enum's name.</summary>
    public static void Refuses(ScalarGraphType scalar, string text)
    {
        Assert.False(scalar.CanParseValue(text));
        Assert.False(scalar.CanParseLiteral(new GraphQLStringValue(text)));
        Assert.False(scalar.CanParseLiteral(new GraphQLEnumValue(new GraphQLName("A"))));
    }

    /// <summary>A literal of a document.</summary>
    public static GraphQLValue Literal(string text) => Parser.Parse<GraphQLValue>(text);
}
