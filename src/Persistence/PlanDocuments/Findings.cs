namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>Collects what a reading notices on its way.</summary>
internal sealed class Findings
{
    private readonly List<ImportWarning> _warnings = [];
    private readonly List<string> _unknown = [];
    private readonly HashSet<string> _unknownSeen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Codes of the register's bodies that the document refers to.</summary>
    public HashSet<string> Bodies { get; } = [];

    public IReadOnlyList<string> UnknownAgencies => _unknown;

    public IReadOnlyList<ImportWarning> Warnings => [.. _warnings.OrderBy(warning => warning.Line)];

    public void Warn(string? label, int line, string english, string vietnamese) =>
        _warnings.Add(new ImportWarning(label, line, new Wording(english, vietnamese)));

    public void UnknownBody(string name, string? label, int line)
    {
        if (_unknownSeen.Add(name)) _unknown.Add(name);
        Warn(label, line, $"The register does not hold \"{name}\"; it was left out.", $"Danh mục cơ quan không có \"{name}\"; đã bỏ qua.");
    }
}
