using System.Text;
using System.Text.Json;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>Compares what was read of a document with what its expectation says; what that does not name is not asked.</summary>
internal sealed class CaseComparison(JsonElement expected, PlanDocumentResult result, int? givenYear, string? givenIssuer)
{
    private readonly List<string> differences = [];

    public static List<string> Differences(JsonElement expected, PlanDocumentResult result, int? givenYear, string? givenIssuer)
    {
        var comparison = new CaseComparison(expected, result, givenYear, givenIssuer);
        comparison.Compare();
        return comparison.differences;
    }

    private void Compare()
    {
        if (expected.TryGetProperty("refused", out _))
        {
            CompareRefused();
            return;
        }

        if (!result.IsRead)
        {
            differences.Add($"refused at line {result.Refusal.Line}: {result.Refusal.Reason.English}");
            return;
        }

        ComparePlan(result.Document);
        CompareOutline(result.Document);
        CompareTasks(result.Document);
        CompareReport(result.Report);
    }

    /// <summary>The reader hands on what is missing; the import refuses it.</summary>
    private void CompareRefused()
    {
        if (result.IsRead && (result.Document.IssuerCode ?? givenIssuer) is not null && (result.Document.Year ?? givenYear) is not null)
        {
            differences.Add("was read with an issuer and a year");
        }
    }

    private void ComparePlan(PlanDocument plan)
    {
        if (!expected.TryGetProperty("plan", out var facts))
        {
            return;
        }

        var year = givenYear ?? plan.Year;
        foreach (var fact in facts.EnumerateObject())
        {
            object? actual = fact.Name switch
            {
                "number" => plan.Number,
                "issuedOn" => plan.IssuedOn?.ToString("yyyy-MM-dd", null),
                "year" => year,
                "lastYear" => plan.LastYear ?? year,
                "issuer" => plan.IssuerCode ?? givenIssuer,
                "documentType" => plan.DocumentType,
                "signatory" => plan.Signatory?.Name,
                "title" => plan.Title,
                _ => null,
            };
            if (fact.Name == "cites")
            {
                var cited = plan.LegalDocuments.Select(document => document.Number).OfType<string>().ToList();
                var missing = fact.Value.EnumerateArray().Select(number => number.GetString()!).Where(number => !cited.Contains(number)).ToList();
                Differ(missing.Count == 0, $"plan cites no {string.Join(", ", missing)} but {string.Join(", ", cited)}");
                continue;
            }

            Differ(Matches(fact.Value, actual), $"plan.{fact.Name} is '{actual}', expected {fact.Value.GetRawText()}");
        }
    }

    private void CompareOutline(PlanDocument plan)
    {
        var tasks = plan.Tasks.Select(task => task.Label).ToHashSet();
        if (expected.TryGetProperty("sections", out var sections))
        {
            var alternatives = sections.ValueKind == JsonValueKind.Object ? sections.GetProperty("anyOf").EnumerateArray().ToList() : [sections];
            var labels = plan.Sections.Select(section => section.Label).ToList();
            var fits = alternatives.Any(alternative =>
            {
                var wanted = alternative.EnumerateArray().Select(label => label.GetString()!).ToList();
                return labels.Where(label => wanted.Contains(label) || !tasks.Contains(label)).SequenceEqual(wanted);
            });
            Differ(fits, $"sections are {string.Join(" ", labels)}");
        }

        if (expected.TryGetProperty("headings", out var headings))
        {
            var actual = plan.Sections.Select(section => Plain(section.Heading)).ToList();
            foreach (var heading in headings.EnumerateArray())
            {
                Differ(actual.Contains(Plain(heading.GetString()!)), $"no heading {heading} among {string.Join(" | ", plan.Sections.Select(s => s.Heading))}");
            }
        }
    }

    private void CompareTasks(PlanDocument plan)
    {
        if (!expected.TryGetProperty("tasks", out var tasks))
        {
            return;
        }

        var used = new HashSet<DocumentTask>(ReferenceEqualityComparer.Instance);
        foreach (var task in tasks.EnumerateArray())
        {
            CompareTask(plan, task, used);
        }

        var mayBe = expected.TryGetProperty("mayBeTasks", out var pieces) ? pieces.EnumerateArray().Select(piece => Plain(piece.GetString()!)).ToList() : [];
        foreach (var more in plan.Tasks.Where(task => !used.Contains(task) && !mayBe.Any(piece => Plain(task.Content).Contains(piece, StringComparison.Ordinal))))
        {
            differences.Add($"one task too many: {more.Label} '{more.Content}'");
        }
    }

    private void CompareTask(PlanDocument plan, JsonElement task, HashSet<DocumentTask> used)
    {
        var alternatives = task.TryGetProperty("anyOf", out var anyOf) ? anyOf.EnumerateArray().ToList() : [task];
        List<string>? fewest = null;
        foreach (var alternative in alternatives)
        {
            var differing = DifferencesOf(plan, alternative, out var found);
            if (differing.Count == 0)
            {
                if (found is not null)
                {
                    used.Add(found);
                }

                return;
            }

            if (fewest is null || (found is not null && differing.Count <= fewest.Count))
            {
                fewest = differing;
                if (found is not null)
                {
                    used.Add(found);
                }
            }
        }

        differences.AddRange(fewest!);
    }

    private List<string> DifferencesOf(PlanDocument plan, JsonElement task, out DocumentTask? found)
    {
        found = null;
        var differing = new List<string>();
        if (task.TryGetProperty("warning", out var warning) && !HasWarning(warning))
        {
            differing.Add($"no warning at {warning.GetRawText()}");
        }

        var isNamed = task.TryGetProperty("label", out var label);
        if (!isNamed && !task.TryGetProperty("contentIncludes", out label))
        {
            return differing;
        }

        var key = label.GetString()!;
        found = plan.Tasks.FirstOrDefault(task => isNamed ? task.Label == key : Plain(task.Content).Contains(Plain(key), StringComparison.Ordinal));
        if (found is null)
        {
            return [.. differing, $"no task {key}"];
        }

        foreach (var fact in task.EnumerateObject())
        {
            var actual = Actual(found, fact.Name, fact.Value, out var isRight);
            if (!isRight)
            {
                differing.Add($"{found.Label} {fact.Name} is {actual}, expected {fact.Value.GetRawText()}");
            }
        }

        return differing;
    }

    private string Actual(DocumentTask task, string fact, JsonElement value, out bool isRight)
    {
        switch (fact)
        {
            case "lead":
                isRight = IsLead(value, task.LeadCode);
                return task.LeadCode ?? "null";
            case "coLeads":
                return List(task.CoLeads, value, out isRight);
            case "coordinators":
                return List(task.CoordinatorCodes, value, out isRight);
            case "open":
                isRight = Matches(value, task.OpenCoordinationPhrase);
                return $"'{task.OpenCoordinationPhrase}'";
            case "expectedOutput":
                isRight = Matches(value, task.ExpectedOutput);
                return $"'{task.ExpectedOutput}'";
            case "content":
                isRight = Matches(value, task.Content);
                return $"'{task.Content}'";
            case "deliverableKind":
                isRight = Matches(value, Constant(task.DeliverableKind.ToString()));
                return task.DeliverableKind.ToString();
            case "deadlines":
                var lists = value.ValueKind == JsonValueKind.Object ? value.GetProperty("anyOf").EnumerateArray().ToList() : [value];
                isRight = lists.Any(list => AreDeadlines(list, task.Deadlines));
                return string.Join(", ", task.Deadlines.Select(deadline => $"{Constant(deadline.Kind.ToString())} {deadline.DueOn:yyyy-MM-dd} '{deadline.Phrase}'"));
            default:
                isRight = true;
                return "";
        }
    }

    private bool IsLead(JsonElement value, string? lead)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("anyOf", out var anyOf))
        {
            return anyOf.EnumerateArray().Any(one => IsLead(one, lead));
        }

        return value.ValueKind == JsonValueKind.Object ? lead is null && IsUnknown(value.GetProperty("unknown").GetString()!) : Matches(value, lead);
    }

    private string List(IReadOnlyList<string> codes, JsonElement value, out bool isRight)
    {
        var unknown = value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(one => one.GetProperty("unknown").GetString()!).ToList();
        var known = value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!);
        var unlisted = unknown.Where(name => !IsUnknown(name)).ToList();
        isRight = unlisted.Count == 0 && codes.SequenceEqual(known);
        return $"[{string.Join(" ", codes)}]{(unlisted.Count == 0 ? "" : $" without unknown {string.Join(", ", unlisted)}")}";
    }

    private static bool AreDeadlines(JsonElement expected, IReadOnlyList<DocumentDeadline> actual)
    {
        var wanted = expected.EnumerateArray().ToList();
        var sorted = actual.OrderBy(deadline => deadline.DueOn).ToList();
        return wanted.Count == sorted.Count && wanted.Zip(sorted).All(pair =>
            Matches(pair.First.GetProperty("dueOn"), pair.Second.DueOn.ToString("yyyy-MM-dd", null))
            && (!pair.First.TryGetProperty("kind", out var kind) || Matches(kind, Constant(pair.Second.Kind.ToString()))));
    }

    private void CompareReport(ImportReport report)
    {
        var document = result.Document!;
        Differ((report.Sections, report.Tasks) == (document.Sections.Count, document.Tasks.Count), "the report counts other sections or tasks");
        Differ(report.Deadlines == document.Tasks.Sum(task => task.Deadlines.Count), "the report counts other deadlines");
        foreach (var warning in Each("warnings"))
        {
            Differ(HasWarning(warning), $"no warning at {warning.GetRawText()}");
        }

        foreach (var warning in Each("noWarnings"))
        {
            Differ(!HasWarning(warning), $"a warning at {warning.GetRawText()}");
        }

        foreach (var name in Each("unknownAgencies"))
        {
            Differ(IsUnknown(name.GetString()!), $"{name} is not among the unknown: {string.Join(", ", report.UnknownAgencies)}");
        }

        foreach (var name in Each("notUnknown"))
        {
            Differ(!report.UnknownAgencies.Any(unknown => Plain(unknown) == Plain(name.GetString()!)), $"{name} is among the unknown");
        }
    }

    private JsonElement.ArrayEnumerator Each(string name) => expected.TryGetProperty(name, out var array) ? array.EnumerateArray() : [];

    private bool HasWarning(JsonElement place)
    {
        var line = place.GetProperty("line").GetInt32();
        var last = place.TryGetProperty("toLine", out var to) ? to.GetInt32() : line;
        return result.Report!.Warnings.Any(warning => warning.Line >= line - 1 && warning.Line <= last + 1);
    }

    private bool IsUnknown(string name) => result.Report!.UnknownAgencies.Any(unknown => Plain(unknown).Contains(Plain(name), StringComparison.Ordinal));

    private static bool Matches(JsonElement expected, object? actual)
    {
        if (expected.ValueKind != JsonValueKind.Object)
        {
            return expected.ValueKind == JsonValueKind.Null ? actual is null : actual is not null && Plain(expected.ToString()) == Plain(actual.ToString()!);
        }

        if (expected.TryGetProperty("anyOf", out var anyOf))
        {
            return anyOf.EnumerateArray().Any(one => Matches(one, actual));
        }

        var text = Plain(actual?.ToString() ?? "");
        var has = !expected.TryGetProperty("includes", out var includes)
            || includes.EnumerateArray().All(piece => text.Contains(Plain(piece.GetString()!), StringComparison.Ordinal));
        return has && (!expected.TryGetProperty("excludes", out var excludes)
            || !excludes.EnumerateArray().Any(piece => text.Contains(piece.GetString()!.ToLowerInvariant(), StringComparison.Ordinal)));
    }

    /// <summary>HALF_YEAR for HalfYear.</summary>
    private static string Constant(string name)
    {
        var constant = new StringBuilder();
        foreach (var c in name)
        {
            constant.Append(char.IsUpper(c) && constant.Length > 0 ? "_" : "").Append(char.ToUpperInvariant(c));
        }

        return constant.ToString();
    }

    private static string Plain(string text)
    {
        var collapsed = string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return collapsed.Trim(' ', '.', ',', ';', ':', '-', '(', ')', '"', '“', '”').ToLowerInvariant();
    }

    private void Differ(bool isRight, string difference)
    {
        if (!isRight)
        {
            differences.Add(difference);
        }
    }
}
