using System.Runtime.CompilerServices;
using System.Text.Json;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>Small documents in the layouts that provinces use, each with what a careful official says about it.</summary>
public class CaseTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder(), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_is_read_as_a_careful_official_would(string name)
    {
        var differences = Differences(name);

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_block_of_a_document_is_counted_once_and_each_unread_one_has_a_warning(string name)
    {
        if (Read(name, out _, out _, out _).Report is not { } report)
        {
            return;
        }

        Assert.True(report.Blocks.Tasks + report.Blocks.Texts > 0);
        Assert.True(report.Blocks.Unread == 0 || report.Warnings.Count > 0);
    }

    private static List<string> Differences(string name)
    {
        var result = Read(name, out var expected, out var year, out var issuer);
        return CaseComparison.Differences(expected, result, year, issuer);
    }

    private static PlanDocumentResult Read(string name, out JsonElement expected, out int? year, out string? issuer)
    {
        var path = Path.Combine(Folder(), name);
        using var json = JsonDocument.Parse(File.ReadAllText($"{path}.json"));
        expected = json.RootElement.Clone();
        var given = expected.TryGetProperty("import", out var import) ? import : default;
        year = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("year", out var inYear) ? inYear.GetInt32() : null;
        issuer = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("issuerCode", out var code) ? code.GetString() : null;
        var more = expected.TryGetProperty("register", out var register)
            ? register.EnumerateArray().Select(entry => new KnownOrganisation(
                entry.GetProperty("code").GetString()!, entry.GetProperty("name").GetString()!, AgencyKind.Other,
                entry.TryGetProperty("aliases", out var aliases) ? [.. aliases.EnumerateArray().Select(alias => alias.GetString()!)] : []))
            : [];
        var isMarkdown = File.Exists($"{path}.md");
        return PlanDocumentReader.Read(
            File.ReadAllText(isMarkdown ? $"{path}.md" : $"{path}.txt"), isMarkdown ? PlanDocumentFormat.Markdown : PlanDocumentFormat.PlainText,
            new OrganisationRegister([.. FirstRegister.Bodies, .. more]), Reading.Localities, year);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Cases");
}
