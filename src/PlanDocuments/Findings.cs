namespace KGPlanGraph.PlanDocuments;

/// <summary>Collects what a reading notices on its way.</summary>
internal sealed class Findings
{
    private readonly List<ImportWarning> warnings = [];
    private readonly List<string> unknown = [];
    private readonly HashSet<string> unknownSeen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Codes of the register's bodies that the document refers to.</summary>
    public HashSet<string> Organisations { get; } = [];

    public IReadOnlyList<string> UnknownAgencies => unknown;

    public IReadOnlyList<ImportWarning> Warnings => [.. warnings.OrderBy(warning => warning.Line)];

    public void Warn(string? label, int line, string english, string vietnamese) =>
        warnings.Add(new ImportWarning(label, line, new Wording(english, vietnamese)));

    public void UnknownBody(string name, string? label, int line)
    {
        if (unknownSeen.Add(name))
        {
            unknown.Add(name);
        }

        Warn(label, line, $"The register does not hold \"{name}\"; it was left out.", $"Danh mục cơ quan không có \"{name}\"; đã bỏ qua.");
    }
}
