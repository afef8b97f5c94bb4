using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.FrontMatter;

/// <summary>Reads "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Lê Quốc Anh", on several lines or on one.</summary>
internal static class SignatureReader
{
    private static readonly string[] Deputies = ["KT.", "TL.", "TUQ.", "Q.", "QUYỀN", "PHÓ", "CHỦ TỊCH", "CHÁNH", "GIÁM ĐỐC"];
    private static readonly string[] Stamps = ["(đã ký", "đã ký", "(ký", "[đã ký", "(signed"];

    /// <summary>Null where there is no name below the office.</summary>
    public static DocumentSignatory? Read(IReadOnlyList<string> lines)
    {
        var offices = new List<string>();
        string? name = null;
        foreach (var line in lines)
        {
            if (Stamps.Any(stamp => line.StartsWith(stamp, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            if (!LineSigns.IsOffice(line))
            {
                if (offices.Count > 0 && IsName(line))
                {
                    name ??= line;
                }
                else if (name is null && offices.Count > 0 && Capitals.Are(line))
                {
                    offices.Add(line);
                }

                continue;
            }

            var office = Capitals.Words(line);
            offices.Add(office);
            var behind = line[office.Length..].Trim();
            if (IsName(behind))
            {
                name ??= behind;
            }
        }

        var capacity = Capacity(string.Join(' ', offices));
        return name is null || capacity.Length == 0 ? null : new DocumentSignatory(name, capacity);
    }

    /// <summary>Two to six words, each with a capital, no metrics; a province in capitals is no name.</summary>
    private static bool IsName(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isPlace = words.Length > 0 && words[0] is "TỈNH" or "THÀNH";
        return words.Length is >= 2 and <= 6 && !isPlace && words.All(word => char.IsUpper(word[0])) && !text.Any(char.IsDigit);
    }

    /// <summary>Without the committee on whose behalf it is signed.</summary>
    private static string Capacity(string offices)
    {
        if (!offices.StartsWith("TM", StringComparison.Ordinal))
        {
            return offices;
        }

        var start = Deputies.Select(deputy => offices.IndexOf(deputy, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        return start < 0 ? offices : offices[start..];
    }
}
