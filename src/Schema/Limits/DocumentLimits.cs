using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Limits;

/// <summary>
/// What a document may ask before it is worth any work. Checked when a document is compiled, so a known one costs nothing:
/// <code>
/// 1. Check(text)      one pass over the bytes: length, tokens, nesting, long names and numbers. After it the parser's recursion is safe.
/// 2. Check(document)  fields, arguments, variables, aliases, directives, fragments with their spreads expanded, levels of fields, pairs of fields that
///                     validation would compare. After it every validation rule ends within milliseconds.
/// </code>
/// </summary>
public sealed class DocumentLimits(GraphQLOptions options)
{
    /// <summary>Long texts belong into variables, which may fill the whole body.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Twice what a filter with 10,000 literal values needs.</summary>
    public const int MaxTokens = 20_000;

    /// <summary>Open braces, brackets and parentheses at once; a filter nested 50 deep needs about 110.</summary>
    public const int MaxNesting = 128;

    /// <summary>Characters of a name.</summary>
    public const int MaxNameLength = 255;

    /// <summary>Characters of a number; the largest double written out has 309.</summary>
    public const int MaxNumberLength = 512;

    /// <summary>Arguments, object fields, aliases and variables as written: whatever stands before a colon.</summary>
    public const int MaxColons = 3_000;

    /// <summary>Fields as written.</summary>
    public const int MaxFields = 1_000;

    /// <summary>Arguments of one field or directive; the library compares each with each.</summary>
    public const int MaxArguments = 50;

    /// <summary>Variables of one operation; the library compares each with each.</summary>
    public const int MaxVariables = 250;

    /// <summary>Aliases as written.</summary>
    public const int MaxAliases = 500;

    /// <summary>Directives as written.</summary>
    public const int MaxDirectives = 500;

    /// <summary>Directives in one place; the library compares each with each.</summary>
    public const int MaxDirectivesInPlace = 20;

    /// <summary>Operations and fragments as written.</summary>
    public const int MaxDefinitions = 500;

    /// <summary>Fragment spreads that one operation reaches, each counted as often as it is reached.</summary>
    public const int MaxFragmentVisits = 2_000;

    /// <summary>Fields that one operation reaches, each counted as often as it is reached.</summary>
    public const int MaxFieldVisits = 10_000;

    /// <summary>Pairs of fields with one response name, as validation compares them.</summary>
    public const int MaxFieldPairs = 20_000;

    /// <summary>Levels of fields below <c>__schema</c> and <c>__type</c>; the standard introspection query has 15.</summary>
    public const int MaxIntrospectionDepth = 24;

    /// <summary>Lists of the type system within each other below <c>__schema</c> or <c>__type</c>, as in graphql-js: each multiplies the answer.</summary>
    public const int MaxIntrospectionLists = 2;

    /// <summary><c>__schema</c> and <c>__type</c> fields of one operation.</summary>
    public const int MaxIntrospectionRoots = 5;

    /// <summary>
    /// For the parser: what passes the scan is parsed. It counts nodes, of which a brace opens up to three; its own default would refuse a filter
    /// nested 40 deep.
    /// </summary>
    public static ParserOptions Parsing => new() { MaxDepth = 4 * MaxNesting };

    /// <summary>Rows that a page holds at most.</summary>
    public int MaxPageSize => options.MaxPageSize;

    /// <summary>Null, or why <paramref name="text"/> (UTF-8) is not worth parsing.</summary>
    public static GraphQLError? Check(ReadOnlySpan<byte> text) =>
        text.Length > MaxBytes
            ? LimitErrors.Syntax(
                $"The document has {text.Length} bytes, {MaxBytes} are allowed; put long texts into variables.",
                $"Văn bản truy vấn có {text.Length} byte, tối đa {MaxBytes}; hãy đưa văn bản dài vào biến.")
            : new DocumentScan(text).Run();

    /// <summary>Null, or why <paramref name="document"/> is not worth validating. Only for documents whose text has passed.</summary>
    public GraphQLError? Check(GraphQLDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var counts = new DocumentCounts(document);
        if (counts.Run() is { } tooMany)
        {
            return tooMany;
        }

        var fragments = new FragmentGraph(document);
        if (fragments.Run() is { } tooWide)
        {
            return tooWide;
        }

        return new SelectionWalk(document, fragments, options.MaxDepth).Run();
    }
}
