using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanDocuments.Text;

namespace KGPlanGraph.Persistence.PlanDocuments.Localities;

/// <summary>
/// Finds the places that a text names one by one. The province itself is none of them: the whole plan is about it.
/// A place that the register does not hold is given without a code.
/// </summary>
internal sealed class LocalityReader
{
    private const int LongestName = 4;
    private readonly PhraseTree<KnownLocality> _names = new();
    private readonly HashSet<string> _provinces = [];
    private readonly LocalityBook _book;

    public LocalityReader(LocalityRegister register, LocalityBook book)
    {
        _book = book;
        foreach (KnownLocality locality in register.Localities)
        {
            _names.Add(locality.Name, locality);
            if (locality.Kind == LocalityKind.Province) _provinces.Add(locality.Name);
        }
    }

    /// <param name="passage">The text.</param>
    /// <param name="skipped">Tokens that name something else: bodies that are assigned, the names of zones.</param>
    public List<FoundLocality> Read(Passage passage, Func<int, bool> skipped)
    {
        var found = new List<FoundLocality>();
        for (int i = 0; i < passage.Count;)
        {
            int end = skipped(i) ? i + 1 : ReadAt(passage, i, found);
            i = Math.Max(end, i + 1);
        }

        return found;
    }

    private int ReadAt(Passage passage, int i, List<FoundLocality> found)
    {
        if (RoadSection(passage, i, found) is { } behind) return behind;
        (IReadOnlyList<LocalityKind> kinds, int unit) = LocalityWords.Units.Longest(passage, i);
        if (unit > 0) return ReadNames(passage, i, unit, kinds[0], found);
        int place = LocalityWords.Places.At(passage, i);
        return place > 0 ? ReadNames(passage, i + place, 0, null, found) : i;
    }

    /// <summary>"huyện Châu Thành", "02 xã đảo An Sơn, Nam Du của huyện Kiên Hải".</summary>
    private int ReadNames(Passage passage, int start, int unit, LocalityKind? kind, List<FoundLocality> found)
    {
        int from = start;
        int i = start + unit;
        int end = start;
        var names = new List<(int Start, int End, KnownLocality? Known)>();
        while (NameAt(passage, i, kind, names.Count > 0) is { } name)
        {
            names.Add((from, name.End, name.Known));
            end = name.End;
            int and = LocalityWords.And.At(passage, end);
            from = i = end + and;
            if (and == 0) break;
        }

        string? parent = Parent(passage, end, kind);
        foreach ((int nameStart, int nameEnd, KnownLocality? known) in names)
        {
            int nameFrom = nameStart == start ? start + unit : nameStart;
            DocumentLocality locality = known is null
                ? new DocumentLocality(null, passage.Slice(nameFrom, nameEnd), kind!.Value, parent)
                : new DocumentLocality(known.Code, known.Name, known.Kind, known.ParentCode);
            if (locality.Kind == LocalityKind.Province && _provinces.Contains(locality.Name)) continue;
            found.Add(new FoundLocality(_book.Add(locality), nameStart, nameEnd));
        }

        return end;
    }

    /// <summary>A name at the place: the register's, or behind a unit word a run of words in capitals.</summary>
    private (int End, KnownLocality? Known)? NameAt(Passage passage, int i, LocalityKind? kind, bool isFurther)
    {
        if (!passage.IsUpper(i) || passage.Breaks(i)) return null;
        int run = i;
        while (run < passage.Count && run - i < LongestName && (run == i || !passage.Breaks(run)) && passage.IsUpper(run)) run++;
        (IReadOnlyList<KnownLocality> known, int length) = _names.Longest(passage, i);
        KnownLocality[] fitting = [.. known.Where(locality => Fits(locality.Kind, kind))];
        if (fitting.Length == 1 && (i + length >= run || !passage.IsUpper(i + length))) return (i + length, fitting[0]);
        bool mayBeNew = kind is not null && !isFurther && Bodies.BodyWords.Forms.At(passage, i) == 0 && run > i && fitting.Length == 0;
        return mayBeNew ? (run, null) : null;
    }

    private static bool Fits(LocalityKind known, LocalityKind? written) => written switch
    {
        null => known is LocalityKind.City or LocalityKind.District or LocalityKind.IslandCommune,
        LocalityKind.Commune or LocalityKind.IslandCommune => known is LocalityKind.Commune or LocalityKind.IslandCommune,
        LocalityKind.City or LocalityKind.District => known is LocalityKind.City or LocalityKind.District,
        _ => known == written,
    };

    private string? Parent(Passage passage, int end, LocalityKind? kind)
    {
        if (kind is LocalityKind.Province or null) return null;
        int of = LocalityWords.Of.At(passage, end);
        (_, int unit) = LocalityWords.Units.Longest(passage, end + of);
        (IReadOnlyList<KnownLocality> known, _) = unit == 0 ? ([], 0) : _names.Longest(passage, end + of + unit);
        return known.Count == 1 ? known[0].Code : null;
    }

    /// <summary>"Quốc lộ 61 (đoạn Minh Lương - Bến Nhứt)".</summary>
    private int? RoadSection(Passage passage, int start, List<FoundLocality> found)
    {
        if (RoadEnd(passage, start) is not { } road) return null;
        int i = road + (passage.Key(road) == "(" ? 1 : 0);
        if (LocalityWords.Section.At(passage, i) == 0) return null;
        int end = i + 1;
        while (end < passage.Count && end - i < 20 && !passage.Breaks(end)
            && (passage.IsUpper(end) || passage.Key(end) is "-" || (passage.Key(end) is { Length: > 0 } key && char.IsAsciiDigit(key[0])))) end++;
        if (end == i + 1) return null;
        if (passage.Key(road) == "(" && passage.Key(end) == ")") end++;
        found.Add(new FoundLocality(_book.Add(new DocumentLocality(null, passage.Slice(start, end), LocalityKind.RoadSection)), start, end));
        return end;
    }

    /// <summary>The token behind a road's name: "Quốc lộ 61", "ĐT.963B", "đường Mỹ Thái"; null where no road is named.</summary>
    public static int? RoadEnd(Passage passage, int start)
    {
        int i = start + LocalityWords.Roads.At(passage, start);
        if (i == start) return null;
        if (passage.Key(i) is "." or "-") i++;
        int end = i;
        while (end < passage.Count && end - i < 6 && !passage.Breaks(end)
            && (passage.IsUpper(end) || char.IsAsciiDigit(passage.Text[passage.Tokens[end].Start])
                || (passage.Key(end) == "-" && passage.IsUpper(end + 1)))) end++;
        return end > i ? end : null;
    }
}
