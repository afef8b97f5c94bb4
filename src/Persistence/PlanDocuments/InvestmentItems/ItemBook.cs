using System.Globalization;
using System.Text;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanDocuments.Text;

namespace KGPlanGraph.Persistence.PlanDocuments.InvestmentItems;

/// <summary>The distinct items named so far, and their codes.</summary>
internal sealed class ItemBook
{
    private readonly Dictionary<string, int> _places = [];
    private readonly HashSet<string> _codes = [];
    private readonly List<NamedInvestmentItem> _items = [];

    public IReadOnlyList<NamedInvestmentItem> Items => _items;

    /// <summary>The place of the item; <paramref name="codeName"/> is what its code is made from.</summary>
    public int Add(NamedInvestmentItem item, string codeName)
    {
        string key = $"{item.Kind} {WordKeys(codeName)}";
        if (_places.TryGetValue(key, out int place))
        {
            NamedInvestmentItem known = _items[place];
            _items[place] = known with { Phase = known.Phase ?? item.Phase, IsPilot = known.IsPilot || item.IsPilot };
            return place;
        }

        _places.Add(key, _items.Count);
        _items.Add(item with { Code = Code(item.Kind, codeName) });
        return _items.Count - 1;
    }

    private string Code(InvestmentItemKind kind, string name)
    {
        string prefix = kind switch { InvestmentItemKind.IndustrialZone => "KCN", InvestmentItemKind.IndustrialCluster => "CCN", _ => "DA" };
        string code = $"{prefix}-{Slug(name)}";
        string free = code;
        for (int suffix = 2; !_codes.Add(free); suffix++) free = $"{code}-{suffix}";
        return free;
    }

    /// <summary>Capitals without diacritics, words parted by dashes, at most 40 characters.</summary>
    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (char c in name.Normalize(NormalizationForm.FormD))
        {
            if (slug.Length >= 40) break;
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            char plain = char.ToUpperInvariant(c is 'đ' or 'Đ' ? 'd' : c);
            if (char.IsAsciiLetterOrDigit(plain)) slug.Append(plain);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }

    private static string WordKeys(string name) => string.Join(' ', new Passage(name).Tokens.Select(token => token.Key));
}
