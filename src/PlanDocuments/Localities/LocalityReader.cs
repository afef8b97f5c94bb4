using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Localities;

/// <summary>
/// Finds the places that a text names one by one. The province itself is none of them: the whole plan is about it.
/// A place that the register does not hold is given without a code.
/// </summary>
internal sealed class LocalityReader
{
    private const int LongestName = 4;
    private readonly PhraseTree<KnownLocality> names = new();
    private readonly HashSet<string> provinces = [];
    private readonly LocalityIndex book;

    public LocalityReader(LocalityRegister register, LocalityIndex book)
    {
        this.book = book;
        foreach (var locality in register.Localities)
        {
            names.Add(locality.Name, locality);
            if (locality.Kind == LocalityKind.Province)
            {
                provinces.Add(locality.Name);
            }
        }
    }

    /// <param name="passage">The text.</param>
    /// <param name="skipped">Tokens that name something else: bodies that are assigned, the names of zones.</param>
    public List<FoundLocality> Read(Passage passage, Func<int, bool> skipped)
    {
        var found = new List<FoundLocality>();
        for (var i = 0; i < passage.Count;)
        {
            var end = skipped(i) ? i + 1 : ReadAt(passage, i, found);
            i = Math.Max(end, i + 1);
        }

        return found;
    }

    private int ReadAt(Passage passage, int i, List<FoundLocality> found)
    {
        if (RoadSection(passage, i, found) is { } behind)
        {
            return behind;
        }

        (var kinds, var unit) = LocalityWords.Units.Longest(passage, i);
        if (unit > 0)
        {
            return ReadNames(passage, i, unit, kinds[0], found);
        }

        var place = LocalityWords.Places.At(passage, i);
        return place > 0 ? ReadNames(passage, i + place, 0, null, found) : i;
    }

    /// <summary>"huyện Châu Thành", "02 xã đảo An Sơn, Nam Du của huyện Kiên Hải".</summary>
    private int ReadNames(Passage passage, int start, int unit, LocalityKind? kind, List<FoundLocality> found)
    {
        var from = start;
        var i = start + unit;
        var end = start;
        var names = new List<(int Start, int End, KnownLocality? Known)>();
        while (NameAt(passage, i, kind, names.Count > 0) is { } name)
        {
            names.Add((from, name.End, name.Known));
            end = name.End;
            var and = LocalityWords.And.At(passage, end);
            from = i = end + and;
            if (and == 0)
            {
                break;
            }
        }

        var parent = Parent(passage, end, kind);
        foreach ((var nameStart, var nameEnd, var known) in names)
        {
            var nameFrom = nameStart == start ? start + unit : nameStart;
            var locality = known is null
                ? new DocumentLocality(null, passage.Slice(nameFrom, nameEnd), kind!.Value, parent)
                : new DocumentLocality(known.Code, known.Name, known.Kind, known.ParentCode);
            if (locality.Kind == LocalityKind.Province && provinces.Contains(locality.Name))
            {
                continue;
            }

            found.Add(new FoundLocality(book.Add(locality), nameStart, nameEnd));
        }

        return end;
    }

    /// <summary>A name at the place: the register's, or behind a unit word a run of words in capitals.</summary>
    private (int End, KnownLocality? Known)? NameAt(Passage passage, int i, LocalityKind? kind, bool isFurther)
    {
        if (!passage.IsUpper(i) || passage.Breaks(i))
        {
            return null;
        }

        var run = i;
        while (run < passage.Count && run - i < LongestName && (run == i || !passage.Breaks(run)) && passage.IsUpper(run))
        {
            run++;
        }

        (var known, var length) = names.Longest(passage, i);
        KnownLocality[] fitting = [.. known.Where(locality => Fits(locality.Kind, kind))];
        if (fitting.Length == 1 && (i + length >= run || !passage.IsUpper(i + length)))
        {
            return (i + length, fitting[0]);
        }

        var mayBeNew = kind is not null && !isFurther && Organisations.OrganisationWords.Variants.At(passage, i) == 0 && run > i && fitting.Length == 0;
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
        if (kind is LocalityKind.Province or null)
        {
            return null;
        }

        var of = LocalityWords.Of.At(passage, end);
        (_, var unit) = LocalityWords.Units.Longest(passage, end + of);
        (var known, _) = unit == 0 ? ([], 0) : names.Longest(passage, end + of + unit);
        return known.Count == 1 ? known[0].Code : null;
    }

    /// <summary>"Quốc lộ 61 (đoạn Minh Lương - Bến Nhứt)".</summary>
    private int? RoadSection(Passage passage, int start, List<FoundLocality> found)
    {
        if (RoadEnd(passage, start) is not { } road)
        {
            return null;
        }

        var i = road + (passage.Key(road) == "(" ? 1 : 0);
        if (LocalityWords.Section.At(passage, i) == 0)
        {
            return null;
        }

        var end = i + 1;
        while (end < passage.Count && end - i < 20 && !passage.Breaks(end)
            && (passage.IsUpper(end) || passage.Key(end) is "-" || (passage.Key(end) is { Length: > 0 } key && char.IsAsciiDigit(key[0]))))
        {
            end++;
        }

        if (end == i + 1)
        {
            return null;
        }

        if (passage.Key(road) == "(" && passage.Key(end) == ")")
        {
            end++;
        }

        found.Add(new FoundLocality(book.Add(new DocumentLocality(null, passage.Slice(start, end), LocalityKind.RoadSection)), start, end));
        return end;
    }

    /// <summary>The token behind a road's name: "Quốc lộ 61", "ĐT.963B", "đường Mỹ Thái"; null where no road is named.</summary>
    public static int? RoadEnd(Passage passage, int start)
    {
        var i = start + LocalityWords.Roads.At(passage, start);
        if (i == start)
        {
            return null;
        }

        if (passage.Key(i) is "." or "-")
        {
            i++;
        }

        var end = i;
        while (end < passage.Count && end - i < 6 && !passage.Breaks(end)
            && (passage.IsUpper(end) || char.IsAsciiDigit(passage.Text[passage.Tokens[end].Start])
                || (passage.Key(end) == "-" && passage.IsUpper(end + 1))))
        {
            end++;
        }

        return end > i ? end : null;
    }
}
