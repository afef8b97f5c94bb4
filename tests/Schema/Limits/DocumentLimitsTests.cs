using System.Diagnostics;
using System.Text;
using GraphQLParser;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Tests.Schema.Limits;

/// <summary>Hostile documents are found out before the parser, or before validation.</summary>
public sealed class DocumentLimitsTests
{
    private static readonly DocumentLimits Limits = new(new GraphQLOptions());

    [Theory]
    [InlineData("{ a }")]
    [InlineData("")]
    [InlineData("{ a(s: \"\\\" } { \\u0041\") # { { {\n }")]
    [InlineData("{ a(s: \"\"\"block \"quoted\" \\\"\"\" { \"\"\") }")]
    [InlineData("query A($a: [Int!] = [1, -2, 3.5e7]) @x { ...F ... on B { c } } fragment F on B { d }")]
    [InlineData("{ broken \"")]
    [InlineData("{ 0xFF }")]
    public void An_ordinary_document_passes_the_scan(string text) => Assert.Null(DocumentLimits.Check(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void A_hostile_text_is_refused_before_it_is_parsed(string what, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (error, milliseconds) = Measure(() => DocumentLimits.Check(bytes));

        Assert.True(error is { Code: ErrorCodes.DocumentSyntax }, what);
        Assert.True(milliseconds < 100, $"{what}: {milliseconds} ms");
    }

    public static TheoryData<string, string> HostileTexts => new()
    {
        { "a string of 1 MB", $"{{ a(s: \"{new string('x', 1_000_000)}\") }}" },
        { "a number of 100,000 digits", $"{{ a(n: {new string('9', 100_000)}) }}" },
        { "a name of 100,000 letters", $"{{ {new string('a', 100_000)} }}" },
        { "10,000 aliases", $"{{ {string.Join(' ', Enumerable.Range(0, 10_000).Select(n => $"a{n}: b"))} }}" },
        { "100,000 open braces", new string('{', 100_000) },
        { "10,000 nested selections", string.Concat(Enumerable.Repeat("{a", 10_000)) + new string('}', 10_000) },
        { "10,000 nested lists", $"{{ a(x: {new string('[', 10_000)}{new string(']', 10_000)}) }}" },
        { "10,000 nested types", $"query(${"x"}: {new string('[', 10_000)}Int{new string(']', 10_000)}) {{ a }}" },
        { "4,000 keys of an object", $"{{ a(x: {{ {string.Join(' ', Enumerable.Range(0, 4_000).Select(n => $"k{n}: 1"))} }}) }}" },
        { "100,000 commas and comments", string.Concat(Enumerable.Repeat("#,\n", 80_000)) },
        { "a string with U+0000", "{ a(s: \"x\\u0000\") }" },
        { "a string with U+0000 in braces", "{ a(s: \"x\\u{000}\") }" },
    };

    [Theory]
    [MemberData(nameof(HostileDocuments))]
    public void A_hostile_document_is_refused_before_it_is_validated(string what, string text, string code)
    {
        Assert.Null(DocumentLimits.Check(Encoding.UTF8.GetBytes(text)));
        var document = Parser.Parse(text, new ParserOptions { MaxDepth = 1_000 });
        var (error, milliseconds) = Measure(() => Limits.Check(document));

        Assert.True(error?.Code == code, $"{what}: {error?.Code}");
        Assert.NotEmpty(error!.Locations);
        Assert.True(milliseconds < 100, $"{what}: {milliseconds} ms");
    }

    public static TheoryData<string, string, string> HostileDocuments
    {
        get
        {
            var deep = string.Concat(Enumerable.Repeat("{a", 13)) + new string('}', 13);
            var overlapping = Repeat(40, $"... on Q {{ a {{ {Repeat(40, "... on B { b }")} }} }}");
            var doubling = string.Concat(Enumerable.Range(0, 40).Select(n => $" fragment F{n} on Q {{ ...F{n + 1} a {{ ...F{n + 1} }} }}"));
            return new()
            {
                { "13 levels", deep, ErrorCodes.TooDeep },
                { "13 levels through a fragment", "{a{a{a{a{a{a{a{...F}}}}}}}} fragment F on Q {a{a{a{a{a{a}}}}}}", ErrorCodes.TooDeep },
                { "a fragment that spreads itself", "{ ...F } fragment F on Q { a { ...F } }", ErrorCodes.InvalidRequest },
                { "fragments in a circle", "{ ...F } fragment F on Q { ...G } fragment G on Q { ...H } fragment H on Q { a ...F }", ErrorCodes.InvalidRequest },
                { "a circle that nothing spreads", "{ a } fragment F on Q { ...G } fragment G on Q { ...F }", ErrorCodes.InvalidRequest },
                { "40 x 40 overlapping inline fragments", $"{{ {overlapping} }}", ErrorCodes.InvalidRequest },
                { "the same in a fragment that nothing spreads", $"{{ a }} fragment F on Q {{ {overlapping} }}", ErrorCodes.InvalidRequest },
                { "fragments that double", $"{{ ...F0 }}{doubling} fragment F40 on Q {{ a }}", ErrorCodes.InvalidRequest },
                { "1,000 equal fields", $"{{ {Repeat(1_000, "a")} }}", ErrorCodes.InvalidRequest },
                { "3,000 fields", $"{{ {string.Join(' ', Enumerable.Range(0, 3_000).Select(n => $"a{n}"))} }}", ErrorCodes.InvalidRequest },
                { "600 aliases", $"{{ {string.Join(' ', Enumerable.Range(0, 600).Select(n => $"a{n}: a"))} }}", ErrorCodes.InvalidRequest },
                { "600 directives", $"{{ {Repeat(60, $"a {Repeat(10, "@x")}")} }}", ErrorCodes.InvalidRequest },
                { "30 directives in one place", $"{{ a {Repeat(30, "@x")} }}", ErrorCodes.InvalidRequest },
                { "30 directives of a variable", $"query ($x: Int {Repeat(30, "@x")}) {{ a }}", ErrorCodes.InvalidRequest },
                { "60 arguments of a field", $"{{ a({Numbered(60, "x", ": 1")}) }}", ErrorCodes.InvalidRequest },
                { "60 arguments of a directive", $"{{ a @x({Numbered(60, "x", ": 1")}) }}", ErrorCodes.InvalidRequest },
                { "300 variables", $"query ({Numbered(300, "$x", ": Int")}) {{ a }}", ErrorCodes.InvalidRequest },
                { "600 fragments", $"{{ a }}{string.Concat(Enumerable.Range(0, 600).Select(n => $" fragment F{n} on Q {{ a }}"))}", ErrorCodes.InvalidRequest },
                { "100 nested inline fragments", $"{{ {Repeat(100, "... {")} {Repeat(100, "a")} {new string('}', 100)} }}", ErrorCodes.InvalidRequest },
                { "nested lists of types", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", ErrorCodes.TooDeep },
                { "6 whole schemas", $"{{ {Numbered(6, "a", ": __schema { types { name } }")} }}", ErrorCodes.InvalidRequest },
            };
        }
    }

    [Theory]
    [MemberData(nameof(OrdinaryDocuments))]
    public void An_ordinary_document_passes(string what, string text)
    {
        Assert.Null(DocumentLimits.Check(Encoding.UTF8.GetBytes(text)));
        var error = Limits.Check(Parser.Parse(text, new ParserOptions { MaxDepth = 1_000 }));

        Assert.True(error is null, $"{what}: {error?.Message.English}");
    }

    public static TheoryData<string, string> OrdinaryDocuments => new()
    {
        { "12 levels and __typename on each", string.Concat(Enumerable.Repeat("{__typename a", 12)) + new string('}', 12) },
        { "the introspection of GraphiQL", IntrospectionQuery },
        { "a filter nested 50 deep", $"{{ a(where: {string.Concat(Enumerable.Repeat("{and:[", 50))}{string.Concat(Enumerable.Repeat("]}", 50))}) {{ b }} }}" },
        { "10,000 values", $"{{ a(in: [{string.Join(',', Enumerable.Range(0, 10_000))}]) {{ b }} }}" },
        { "one field in 50 fragments", $"{{ {Numbered(50, "...F", "")}}}{Numbered(50, "fragment F", " on Q { a { id } }")}" },
        { "several operations", "query A { a } query B { b } mutation C { c }" },
    };

    [Fact]
    public void The_error_says_where_and_how_much_is_allowed()
    {
        var error = Limits.Check(Parser.Parse($"{{ a {{\n  b {string.Concat(Enumerable.Repeat("{a", 11))}{new string('}', 11)} }} }}"));

        Assert.Equal(ErrorCodes.TooDeep, error!.Code);
        Assert.Equal((2, 26), error.Locations[0]);
        Assert.Contains("level 13, 12 levels are allowed", error.Message.English, StringComparison.Ordinal);
        Assert.Equal(12, error.Extensions.Single(extension => extension.Key == "maxDepth").Value);
    }

    private static string Numbered(int times, string before, string behind) =>
        string.Join(' ', Enumerable.Range(0, times).Select(n => $"{before}{n}{behind}"));

    private static string Repeat(int times, string part) => string.Join(' ', Enumerable.Repeat(part, times));

    private static (GraphQLError? Error, double Milliseconds) Measure(Func<GraphQLError?> check)
    {
        check();
        var started = Stopwatch.GetTimestamp();
        return (check(), Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private const string IntrospectionQuery = """
        query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
          types { ...FullType } directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
        fragment FullType on __Type { kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) { name description
            args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }
        """;
}
