using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Api.Commands;

/// <summary>What <c>import</c> prints: one line and the warnings, for a dry run the outline as a tree, or all of it as JSON.</summary>
internal static class ImportPrint
{
    private const int LongestTitle = 90;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Text(string code, bool isDryRun, Wording? note, DocumentImportResult result)
    {
        var report = result.Report!;
        var lines = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{code}: {report.Sections} sections, {report.Tasks} tasks, {report.Deadlines} deadlines, ")
            .Append(CultureInfo.InvariantCulture, $"{report.Agencies} agencies; {(isDryRun ? "nothing written (dry run)" : "stored as a draft")}")
            .AppendLine();
        if (note is { } assumed)
        {
            lines.AppendLine(assumed.English);
        }

        foreach (var agency in report.UnknownAgencies)
        {
            lines.Append("not in the register: ").AppendLine(agency);
        }

        var warnings = report.Warnings;
        if (isDryRun && result.Document is { } document)
        {
            warnings = new Tree(document, warnings, lines).Write();
        }

        foreach (var warning in warnings)
        {
            var place = warning.Label is null ? "" : $" ({warning.Label})";
            lines.Append(CultureInfo.InvariantCulture, $"line {warning.Line}{place}: {warning.Message.English}").AppendLine();
        }

        return lines.ToString();
    }

    // Produces: {"code":"KG-2","dryRun":true,"note":null,"plan":{"title":…,"sections":[…],"tasks":[…]},"report":{"sections":15,…,"warnings":[{"label":…,"line":…,"message":…}]}}
    public static string Json(string code, bool isDryRun, Wording? note, DocumentImportResult result)
    {
        var report = JsonSerializer.SerializeToNode(result.Report, Readable)!.AsObject();
        report["warnings"] = JsonSerializer.SerializeToNode(
            result.Report!.Warnings.Select(warning => new { warning.Label, warning.Line, Message = warning.Message.English }), Readable);
        return JsonSerializer.Serialize(new { code, dryRun = isDryRun, note = note?.English, plan = result.Document, report }, Readable) + Environment.NewLine;
    }

    /// <summary>The outline, each warning below what it is about.</summary>
    private sealed class Tree
    {
        private readonly PlanDocument document;
        private readonly StringBuilder lines;
        private readonly ILookup<string, DocumentSection> sections;
        private readonly ILookup<string, DocumentTask> tasks;
        private readonly ILookup<string, ImportWarning> warnings;
        private readonly List<ImportWarning> elsewhere;

        public Tree(PlanDocument document, IReadOnlyList<ImportWarning> warnings, StringBuilder lines)
        {
            this.document = document;
            this.lines = lines;
            sections = document.Sections.ToLookup(section => section.ParentLabel ?? "");
            tasks = document.Tasks.ToLookup(task => task.SectionLabel);
            this.warnings = warnings.ToLookup(warning => warning.Label ?? "");
            var known = document.Sections.Select(section => section.Label).Concat(document.Tasks.Select(task => task.Label)).ToHashSet();
            elsewhere = [.. warnings.Where(warning => warning.Label is null || !known.Contains(warning.Label))];
        }

        /// <returns>The warnings that have no place in the outline.</returns>
        public List<ImportWarning> Write()
        {
            lines.Append(document.Title).Append(" · ").Append(document.Year is { } year ? $"{year}" : "no year")
                .Append(" · ").AppendLine(document.IssuerCode ?? document.IssuerName ?? "no issuer");
            Children("", "", null);
            return elsewhere;
        }

        private void Children(string label, string indent, DocumentSection? section)
        {
            var own = section is null || tasks[label].Any(task => task.Label == label) ? [] : warnings[label].Select(Warning);
            (string Line, Action<string>? Below)[] children =
            [
                .. own.Select(line => (line, (Action<string>?)null)),
                .. tasks[label].Select(task => (Line(task), (Action<string>?)(below => Warnings(task.Label, below)))),
                .. sections[label].Select(child => ($"{child.Label} {child.Heading}", (Action<string>?)(below => Children(child.Label, below, child)))),
            ];
            for (var i = 0; i < children.Length; i++)
            {
                var isLast = i == children.Length - 1;
                lines.Append(indent).Append(isLast ? "└─ " : "├─ ").AppendLine(children[i].Line);
                children[i].Below?.Invoke(indent + (isLast ? "   " : "│  "));
            }
        }

        private void Warnings(string label, string indent)
        {
            foreach (var warning in warnings[label])
            {
                lines.Append(indent).AppendLine(Warning(warning));
            }
        }

        private static string Warning(ImportWarning warning) => string.Create(CultureInfo.InvariantCulture, $"! line {warning.Line}: {warning.Message.English}");

        // Produces: II.3.c Xây dựng Kế hoạch … [SKHDT + SCT, các cơ quan liên quan] 2022-05-31 (hoàn thành trong tháng 5/2022)
        private static string Line(DocumentTask task)
        {
            var title = task.Title.Length <= LongestTitle ? task.Title : task.Title[..LongestTitle].TrimEnd() + "…";
            var others = string.Join(", ", (string[])[.. task.CoordinatorCodes, .. task.OpenCoordinationPhrase is { } phrase ? [phrase] : (string[])[]]);
            var leads = string.Join(", ", (string[])[task.LeadCode ?? "no lead", .. task.CoLeads]);
            var bodies = $"[{leads}{(others.Length > 0 ? $" + {others}" : "")}]";
            var dates = task.Deadlines.Select(deadline =>
                $"{deadline.DueOn:yyyy-MM-dd} ({deadline.Phrase}){(deadline.Deliverable is { } part ? $" → {part}" : "")}");
            var output = task.ExpectedOutput is { } expected ? $"→ {expected}" : null;
            return string.Join(' ', (string[])[task.Label, title, bodies, .. dates, .. output is null ? [] : (string[])[output]]);
        }
    }
}
