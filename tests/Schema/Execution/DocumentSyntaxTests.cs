using System.Diagnostics;
using System.Text;
using GraphQLParser;
using GraphQLParser.Exceptions;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Execution;

[Collection(TimedCollection.Name)]
public sealed class DocumentSyntaxTests
{
    private const int Long = 250_000;

    public static TheoryData<string, string> LongLines() => new()
    {
        { "an unterminated string", "{a(b:\"" + new string('x', Long) },
        { "an unterminated block string", "{a(b:\"\"\"" + new string('x', Long) },
        { "an unterminated block string of empty lines", "{a(b:\"\"\"" + new string('\n', Long) },
        { "an unterminated block string of quotes", "{a(b:\"\"\"" + string.Concat(Enumerable.Repeat("\"\"x", Long / 3)) },
        { "a bad escape at the end", "{a(b:\"" + new string('x', Long) + "\\q\")}" },
        { "a control character at the end", "{a(b:\"" + new string('x', Long) + "\u0001\")}" },
        { "spaces before an error", "{a" + new string(' ', Long) + ")" },
        { "commas before an error", "{a" + new string(',', Long) + ")" },
        { "a comment before an error", "{a #" + new string('x', Long) + "\n)" },
        { "a long string before an error", "{a(b:\"" + new string('x', Long) + "\"" },
        { "names without a space before an error", "{" + string.Concat(Enumerable.Repeat("$" + new string('n', 200), 1_200)) },
        { "an unexpected character at the end", "{a" + new string(' ', Long) + "%" },
        { "letters of Vietnamese", "{" + new string('đ', Long / 2) },
        { "numbers that run into names", "{a(b:[" + string.Concat(Enumerable.Repeat("1a ", 10_000)) },
        { "nothing but punctuation", new string('!', 19_000) },
        { "a bad number at the end of a long line", "{a(b:[" + string.Concat(Enumerable.Repeat("1,", 9_000)) + "-]" },
    };

    [Theory, MemberData(nameof(LongLines))]
    public void A_syntax_error_in_a_line_of_any_length_is_found_within_50_ms(string what, string document)
    {
        var best = double.MaxValue;
        for (var turn = 0; turn < 3; turn++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            var error = DocumentLimits.Check(Encoding.UTF8.GetBytes(document)) ?? DocumentSyntax.Check(document);
            best = Math.Min(best, Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
            Assert.Equal("HC0014", error?.Code);
            Assert.NotEmpty(error!.Locations!);
        }

        Assert.True(best < 50, $"{what}: {best} ms");
    }

    public static TheoryData<string> EscapedTexts() =>
    [
        "\"\\u{43}\"", "\"\\u{1}\"", "\\u{43}", "\\u{1F3ED}", "\\n", "\\u0041", "\"\"\"\\\"\"\"\"\"\" ",
    ];

    // Eight times the text takes about eight times as long; moving the rest of the text for each escape would take 64 times as long.
    [Theory, MemberData(nameof(EscapedTexts))]
    public async Task A_mebibyte_of_escapes_is_read_in_the_time_that_its_length_asks_for(string part)
    {
        var whole = Document(1_048_576);
        var eighth = Document(1_048_576 / 8);
        Read(eighth);
        var ofEighth = await Clocked.BestOfAsync(5, TimeSpan.Zero, _ => Task.Run(() => Read(eighth)));
        var allowed = 30 * ofEighth;

        var ofWhole = await Clocked.BestOfAsync(5, allowed, _ => Task.Run(() => Read(whole)));

        Assert.True(ofWhole <= allowed, $"{part}: {ofWhole}, an eighth {ofEighth}");

        string Document(int length)
        {
            var parts = string.Concat(Enumerable.Repeat(part, length / part.Length));
            return part.StartsWith('"') ? "{a(b:[" + parts + "])}" : "{a(b:\"" + parts + "\")}";
        }

        static void Read(string document)
        {
            if (DocumentLimits.Check(Encoding.UTF8.GetBytes(document)) is null)
            {
                Assert.Null(DocumentSyntax.Check(DocumentText.ForParser(document)));
            }
            else
            {
                DocumentText.ForParser(document);
            }
        }
    }

    [Theory]
    [InlineData("{ a(b: \"x) }", 1, 8)]
    [InlineData("{ a }\n  }", 2, 3)]
    [InlineData("{\r\n  a(\r\n}", 3, 1)]
    [InlineData("{ a(b: \"\\q\") }", 1, 9)]
    [InlineData("{ a", 1, 4)]
    [InlineData("query Q { a { } }", 1, 15)]
    public void The_place_of_the_error_is_told(string document, int line, int column)
    {
        var error = DocumentSyntax.Check(document);

        Assert.Equal((line, column), Assert.Single(error!.Locations!));
    }

    // A seeded generator of texts that are nearly documents: the verdict is the library's.
    [Fact]
    public void It_accepts_what_the_library_accepts_and_nothing_else()
    {
        string[] pieces =
        [
            "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...", "a", "query", "fragment F on T", "mutation", "1", "-1.5e3", "01", "1.", "\"x\"", "\"\"", "\"\"\"b\n\"\"\"",
            "\"\\u00e9\"", "\"\\x\"", "true", "null", " ", ",", "\n", "# c\n", "\"\"\"a\\\"\"\"b\"\"\"", "..", "%", "{ a }", "{ a(b: 1) { c } }", "query($v: Int = 1) { a(v: $v) @skip(if: true) }",
        ];
        var random = new Random(20_261_130);
        for (var text = 0; text < 4_000; text++)
        {
            var document = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            var accepted = IsAcceptedByLibrary(document);
            var error = DocumentSyntax.Check(document);
            Assert.True(accepted == (error is null), $"{document}: the library {(accepted ? "accepts" : "refuses")} it; {error?.Message.English}");
        }
    }

    private static bool IsAcceptedByLibrary(string document)
    {
        try
        {
            Parser.Parse(document, DocumentLimits.Parsing);
            return true;
        }
        catch (GraphQLSyntaxErrorException)
        {
            return false;
        }
    }
}
