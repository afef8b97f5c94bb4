namespace KGPlanGraph.PlanDocuments;

/// <summary>Collects what a reading notices on its way.</summary>
internal sealed class Findings(CancellationToken cancellationToken)
{
    private readonly List<ImportWarning> warnings = [];
    private readonly List<string> unknown = [];
    private readonly HashSet<string> unknownSeen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Codes of the register's bodies that the document refers to.</summary>
    public HashSet<string> Organisations { get; } = [];

    public IReadOnlyList<string> UnknownAgencies => unknown;

    public IReadOnlyList<ImportWarning> Warnings
    {
        get
        {
            List<ImportWarning> sorted = [.. warnings.OrderBy(warning => warning.Line)];
            if (sorted.Count <= DocumentLimits.Warnings)
            {
                return sorted;
            }

            var more = sorted.Count - DocumentLimits.Warnings + 1;
            var next = sorted[DocumentLimits.Warnings - 1].Line;
            sorted.RemoveRange(DocumentLimits.Warnings - 1, more);
            sorted.Add(new ImportWarning(null, next, new Wording($"From here on there are {more} more warnings.", $"Từ dòng này còn {more} cảnh báo khác.")));
            return sorted;
        }
    }

    /// <summary>Where the reading is.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Says where the reading is, and ends it where its caller has gone or its time is over.</summary>
    public void At(int line)
    {
        Line = line;
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Warn(string? label, int line, string english, string vietnamese) =>
        warnings.Add(new ImportWarning(label, line, new Wording(english, vietnamese)));

    public void UnknownBody(string name, string? label, int line)
    {
        if (unknownSeen.Add(name))
        {
            unknown.Add(name);
        }

        Warn(label, line, $"\"{name}\" is not in the register of agencies; it was left out.", $"Danh mục cơ quan không có \"{name}\"; đã bỏ qua.");
    }
}
