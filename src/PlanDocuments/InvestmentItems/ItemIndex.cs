using System.Globalization;
using System.Text;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.InvestmentItems;

/// <summary>The distinct items named so far, and their codes.</summary>
internal sealed class ItemIndex
{
    private readonly Dictionary<string, int> places = [];
    private readonly HashSet<string> codes = [];
    private readonly List<NamedInvestmentItem> items = [];

    public IReadOnlyList<NamedInvestmentItem> Items => items;

    /// <summary>The place of the item; <paramref name="codeName"/> is what its code is made from.</summary>
    public int Add(NamedInvestmentItem item, string codeName)
    {
        var key = $"{item.Kind} {WordKeys(codeName)}";
        if (places.TryGetValue(key, out var place))
        {
            var known = items[place];
            items[place] = known with { Phase = known.Phase ?? item.Phase, IsPilot = known.IsPilot || item.IsPilot };
            return place;
        }

        places.Add(key, items.Count);
        items.Add(item with { Code = Code(item.Kind, codeName) });
        return items.Count - 1;
    }

    private string Code(InvestmentItemKind kind, string name)
    {
        var prefix = kind switch { InvestmentItemKind.IndustrialZone => "KCN", InvestmentItemKind.IndustrialCluster => "CCN", _ => "DA" };
        var code = $"{prefix}-{Slug(name)}";
        var free = code;
        for (var suffix = 2; !codes.Add(free); suffix++)
        {
            free = $"{code}-{suffix}";
        }

        return free;
    }

    /// <summary>Capitals without diacritics, words parted by dashes, at most 40 characters.</summary>
    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (slug.Length >= 40)
            {
                break;
            }

            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var plain = char.ToUpperInvariant(c is 'đ' or 'Đ' ? 'd' : c);
            if (char.IsAsciiLetterOrDigit(plain))
            {
                slug.Append(plain);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }

    private static string WordKeys(string name) => string.Join(' ', new Passage(name).Tokens.Select(token => token.Key));
}
