using System.Text.RegularExpressions;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Schema.Definition;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>permissions.md, read: what the tests of this folder expect comes from there and from nowhere else.</summary>
internal static partial class PermissionTable
{
    public static readonly IReadOnlyList<PermissionRow> Rows = Read(EmbeddedText.Read("permissions.md"));

    /// <summary>Each mutation with its row.</summary>
    public static readonly IReadOnlyDictionary<string, PermissionRow> Mutations = Rows
        .SelectMany(row => MutationsOf(row.What).Select(name => (name, row)))
        .ToDictionary(pair => pair.name, pair => pair.row);

    /// <summary>Each restricted field, as Type.field, with its row.</summary>
    public static readonly IReadOnlyDictionary<string, PermissionRow> Fields = Rows
        .SelectMany(row => FieldsOf(row.What).Select(name => (name, row)))
        .ToDictionary(pair => pair.name, pair => pair.row);

    /// <summary>The rows that say which objects there are.</summary>
    public static IEnumerable<PermissionRow> Objects =>
        Rows.Where(row => !MutationsOf(row.What).Any() && !FieldsOf(row.What).Any());

    private static List<PermissionRow> Read(string markdown)
    {
        var lines = markdown.Split('\n').Where(line => line.StartsWith('|')).Select(Cells).ToList();
        var columns = lines[0];
        return [.. lines.Skip(2).Select(cells => new PermissionRow(
            cells[0],
            Has(cells[Array.IndexOf(columns, "anonymous")]),
            Enum.GetValues<Role>().Where(role => role != Role.None && Has(cells[Array.IndexOf(columns, role.ToString().ToUpperInvariant())]))
                .Aggregate(Role.None, (roles, role) => roles | role)))];
    }

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    private static bool Has(string cell) => cell switch
    {
        "✓" or "own" or "assigned" => true,
        "–" => false,
        _ => throw new InvalidOperationException($"permissions.md has a cell that no test knows: '{cell}'."),
    };

    // "assign / unassign" are verbs of one type, and so are "create / update".
    private static IEnumerable<string> MutationsOf(string what) => what switch
    {
        _ when FieldsOf(what).Any() => [],
        "create / update investment items" =>
            from verb in new[] { "create", "update" }
            from type in new[] { "IndustrialZone", "IndustrialCluster", "InvestmentProject" }
            select verb + type,
        _ => what.Split(", ").SelectMany(part => part switch
        {
            "importPlan (and POST /import)" => ["importPlan"],
            "create / update / deleteSection" => ["createSection", "updateSection", "deleteSection"],
            "assign / unassign" => ["assignAgency", "unassignAgency"],
            "set / removeDeadline" => ["setDeadline", "removeDeadline"],
            _ when MutationName().IsMatch(part) => [part],
            _ => Array.Empty<string>(),
        }),
    };

    // "a report's obstacles, proposals; an amendment's proposedBy"
    private static IEnumerable<string> FieldsOf(string what) =>
        from clause in what.Split("; ")
        let match = Possessive().Match(clause)
        where match.Success
        let type = match.Groups[1].Value switch { "report" => "ProgressReport", "amendment" => "Amendment", var other => "Change" + other["change".Length..] }
        from field in match.Groups[2].Value.Split(", ")
        select $"{type}.{field}";

    [GeneratedRegex("^(submit|propose|withdraw|accept|return|review|import|create|update|publish|close|decide|discard|delete)[A-Z][A-Za-z]+$")]
    private static partial Regex MutationName();

    [GeneratedRegex("^an? (report|amendment|change)'s (.+)$")]
    private static partial Regex Possessive();
}
