using System.Text.RegularExpressions;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>Documents use the words of the field, not words that only this house would use.</summary>
public sealed partial class TerminologyTests
{
    // Each with the words to use instead.
    private static readonly (Regex Words, string Instead)[] Terms =
    [
        (Figures(), "metrics, numbers, counts, statistics"),
        (Faults(), "errors, failures"),
        (KeptAnswers(), "cached responses"),
        (Anew(), "again"),
        (InEarnest(), "say what is done"),
        (ReaderOfDocuments(), "the import"),
    ];

    [Fact]
    public void Documents_use_the_words_of_the_field() => Assert.Empty(DocumentChapter.All()
        .SelectMany(chapter => chapter.Prose.Select(line => (Place: chapter.File, Line: line)))
        // The reference holds the schema's descriptions, which have a rule of their own below.
        .Where(text => !text.Place.StartsWith("docs/reference/", StringComparison.Ordinal))
        .SelectMany(text => Found(text.Place, Code().Replace(text.Line, ""), Terms)));

    /// <summary>In descriptions of statistics, figures are what an official calls "số liệu".</summary>
    [Fact]
    public void Descriptions_of_the_schema_use_the_words_of_the_field() => Assert.Empty(File.ReadLines(Repository.Path("schema.graphql"))
        .SelectMany((line, index) => Found($"schema.graphql, line {index + 1}", line, Terms.Skip(1))));

    [Theory]
    [InlineData("All faults are reported.", 1)]
    [InlineData("Copy the list anew, in earnest.", 2)]
    [InlineData("Defaults are in `figures.tsv`; the result is a default.", 0)]
    public void A_word_of_the_house_is_found(string line, int words) => Assert.Equal(words, Found("", Code().Replace(line, ""), Terms).Count());

    private static IEnumerable<string> Found(string place, string line, IEnumerable<(Regex Words, string Instead)> terms) => terms
        .Where(term => term.Words.IsMatch(line))
        .Select(term => $"{place}: \"{term.Words.Match(line).Value}\"; better: {term.Instead}");

    // Names in code, and targets of links.
    [GeneratedRegex(@"`[^`]*`|\]\([^)]*\)")]
    private static partial Regex Code();

    [GeneratedRegex(@"\bfigures\b", RegexOptions.IgnoreCase)]
    private static partial Regex Figures();

    [GeneratedRegex(@"\bfaults\b", RegexOptions.IgnoreCase)]
    private static partial Regex Faults();

    [GeneratedRegex(@"\bkept answers?\b", RegexOptions.IgnoreCase)]
    private static partial Regex KeptAnswers();

    [GeneratedRegex(@"\banew\b", RegexOptions.IgnoreCase)]
    private static partial Regex Anew();

    [GeneratedRegex(@"\bin earnest\b", RegexOptions.IgnoreCase)]
    private static partial Regex InEarnest();

    [GeneratedRegex(@"\breaders? of (plan )?documents\b", RegexOptions.IgnoreCase)]
    private static partial Regex ReaderOfDocuments();
}
