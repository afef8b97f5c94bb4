using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>Gives labels, keeps them unique, and notices numbers and letters that repeat, are missing or out of order.</summary>
internal sealed class LabelIndex(Findings findings)
{
    private readonly HashSet<string> used = [];
    private readonly Dictionary<string, int> repeats = [];
    private readonly Dictionary<string, int> sectionRepeats = [];

    /// <summary><paramref name="label"/>, or with a suffix where it is taken, so that nothing is lost.</summary>
    public string Take(string label, int line)
    {
        if (used.Add(label))
        {
            return label;
        }

        var suffix = repeats.GetValueOrDefault(label, 1);
        string free;
        do
        {
            free = $"{label}.{++suffix}";
        }
        while (!used.Add(free));
        repeats[label] = suffix;
        findings.Warn(free, line, $"The label {label} occurs again; kept as {free}.", $"Ký hiệu {label} bị trùng; được giữ lại là {free}.");
        return free;
    }

    /// <summary>A label for a paragraph that is a task of its section: the section's own label, which it shares.</summary>
    public string TakeForSection(string sectionLabel, HashSet<string> taskLabels)
    {
        var label = sectionLabel;
        var suffix = sectionRepeats.GetValueOrDefault(sectionLabel, 2);
        for (; !taskLabels.Add(label) || (suffix > 2 && used.Contains(label)); suffix++)
        {
            label = $"{sectionLabel}.{suffix}";
        }

        sectionRepeats[sectionLabel] = suffix;
        return label;
    }

    /// <summary>Compares a marker with the one before it among its siblings.</summary>
    public void Check(Marker before, Marker now, string label, int line)
    {
        var step = now.Kind == MarkerKind.Letter ? 10 : 1;
        var last = before.Kind == MarkerKind.None ? 0 : before.Last;
        if (now.Last == last)
        {
            return;
        }

        if (now.Last < last)
        {
            findings.Warn(label, line, $"{now.Label} comes after {before.Label}: out of order.", $"{now.Label} đứng sau {before.Label}: sai thứ tự.");
        }
        else if (now.Last - last > step)
        {
            var missing = Missing(now.Kind, last, now.Last);
            findings.Warn(label, line, $"Before {now.Label} there is no {missing}.", $"Trước {now.Label} thiếu {missing}.");
        }
    }

    private static string Missing(MarkerKind kind, int last, int now)
    {
        var names = kind == MarkerKind.Letter
            ? MarkerReader.Letters.Where((_, i) => (i + 1) * 10 > last && (i + 1) * 10 < now).Select(letter => letter.ToString())
            : Enumerable.Range(last + 1, Math.Min(now - last - 1, 20)).Select(number => Name(kind, number));
        return string.Join(", ", names);
    }

    private static string Name(MarkerKind kind, int number) => kind switch
    {
        MarkerKind.Roman => MarkerReader.Write(number),
        MarkerKind.Part => ((char)('A' + number - 1)).ToString(),
        MarkerKind.Division => $"P{number}",
        MarkerKind.Chapter => $"C{number}",
        MarkerKind.Group => $"M{number}",
        MarkerKind.Article => $"Đ{number}",
        _ => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
