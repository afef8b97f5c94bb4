using System.Text.RegularExpressions;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>Documents, messages and the descriptions of the schema use the words of the field, not words that only this house would use.</summary>
public sealed partial class TerminologyTests
{
    // Each with the words to use instead.
    private static readonly (Regex Words, string Instead)[] Terms =
    [
        (Word("figures"), "metrics, numbers, counts, statistics"),
        (Word("faults?"), "errors, failures"),
        (Word("(kept answers?|answers kept)"), "cached responses"),
        (Word("anew"), "again"),
        (Word("in earnest"), "say what is done"),
        (Word("readers? of (plan )?documents"), "the import"),
        (Word("nouns?"), "types"),
        (Word("gates?"), "checks, limits"),
        (Word("patience"), "timeout"),
        (Word("at a glance"), "overview"),
        (Word("(lent|lend|lending)"), "say who gets the token, and for what"),
    ];

    [Fact]
    public void Documents_use_the_words_of_the_field() => Assert.Empty(DocumentChapter.All()
        .SelectMany(chapter => chapter.Prose.Select(line => (Place: chapter.File, Line: line)))
        // The reference holds the schema's descriptions, which have a test of their own below.
        .Where(text => !text.Place.StartsWith("docs/reference/", StringComparison.Ordinal))
        .SelectMany(text => Found(text.Place, Code().Replace(text.Line, ""))));

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/vi/bat-dau.md")]
    public void Documents_are_read_wherever_they_are(string file) => Assert.Contains(DocumentChapter.All(), chapter => chapter.File == file && chapter.Prose.Count > 0);

    [Fact]
    public void Descriptions_of_the_schema_use_the_words_of_the_field() => Assert.Empty(File.ReadLines(Repository.Path("schema.graphql"))
        // In the words of the contract: what an official calls "số liệu".
        .Select(line => line.Replace("the figures of the consolidated report", "", StringComparison.Ordinal))
        .SelectMany((line, index) => Found($"schema.graphql, line {index + 1}", Code().Replace(line, ""))));

    /// <summary>All texts with a space in them: of errors, commands, logs, metrics, and the pages.</summary>
    [Fact]
    public void Messages_use_the_words_of_the_field()
    {
        var texts = new[] { "*.cs", "*.js" }.SelectMany(kind => Directory.EnumerateFiles(Repository.Path("src"), kind, SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin" or "node_modules" or "Migrations"))
            .SelectMany(file => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                .SelectMany(line => Texts(line).Select(text => (Place: Path.GetRelativePath(Repository.Path("."), file), Text: text))))
            .ToList();
        Assert.Contains(texts, text => text.Text.Contains("The settings are not valid", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Text.Contains("Your account may only read.", StringComparison.Ordinal));
        Assert.Empty(texts.SelectMany(text => Found(text.Place, text.Text)));
    }

    [Theory]
    [InlineData("All faults are reported.", 1)]
    [InlineData("Copy the list anew, in earnest.", 2)]
    [InlineData("Defaults are in `figures.tsv`; the gateway has a default.", 0)]
    public void A_word_of_the_house_is_found(string line, int words) => Assert.Equal(words, Found("", Code().Replace(line, "")).Count());

    [Theory]
    [InlineData("Log(fault, $\"Reads the list anew: {faults[0]}\");", "Reads the list anew: ")]
    [InlineData("t(\"Việc của tôi\", \"My work\")", "Việc của tôi|My work")]
    [InlineData("const string Fault = \"fault\";", "")]
    public void Texts_of_a_line_are_found_without_code(string line, string texts) => Assert.Equal(texts, string.Join('|', Texts(line)));

    private static IEnumerable<string> Texts(string line) => Literal().Matches(line).Select(match => Hole().Replace(match.Groups[1].Value, "")).Where(text => text.Trim().Contains(' '));

    private static IEnumerable<string> Found(string place, string line) => Terms
        .Where(term => term.Words.IsMatch(line))
        .Select(term => $"{place}: \"{term.Words.Match(line).Value}\" in \"{line.Trim()}\"; better: {term.Instead}");

    private static Regex Word(string words) => new($@"\b{words}\b", RegexOptions.IgnoreCase);

    // Names in code, and targets of links.
    [GeneratedRegex(@"`[^`]*`|\]\([^)]*\)")]
    private static partial Regex Code();

    [GeneratedRegex(@"""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Literal();

    // What an interpolated string inserts, and the names of a log line's values.
    [GeneratedRegex(@"\{[^{}]*(\}|$)")]
    private static partial Regex Hole();
}
