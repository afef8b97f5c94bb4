using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Localities;
using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.InvestmentItems;

/// <summary>Finds the zones, clusters and projects that a task names one by one; "các khu, cụm công nghiệp" and what is "(nếu có)" are none.</summary>
internal sealed class ItemReader(OrganisationFinder bodies, LocalityIndex localities, ItemIndex book, Findings findings)
{
    private const int LongestName = 5;
    private const int LongestProject = 60;

    public List<int> Read(ItemScan scan)
    {
        for (var i = 0; i < scan.End;)
        {
            var end = Zones(scan, i) ?? Project(scan, i) ?? Road(scan, i) ?? i + 1;
            i = Math.Max(end, i + 1);
        }

        Pilots(scan);
        if (scan.LeadCode is null && scan.Found.Count > 0)
        {
            findings.Warn(scan.Label, scan.Passage.LineOf(0), "An investment item is named, but no lead that would manage it.",
                "Có nêu hạng mục đầu tư nhưng không rõ cơ quan chủ trì để quản lý.");
        }

        return scan.Found;
    }

    /// <summary>The tokens of names of zones and clusters, where place names stand for no place.</summary>
    public static List<(int Start, int End)> ZoneNames(Passage passage)
    {
        var spans = new List<(int, int)>();
        for (var i = 0; i < passage.Count; i++)
        {
            var word = Math.Max(ItemWords.Zones.At(passage, i), ItemWords.Clusters.At(passage, i));
            if (word > 0 && NameEnd(passage, i + word) is var end && end > i + word)
            {
                spans.Add((i, end));
            }
        }

        return spans;
    }

    private int? Zones(ItemScan scan, int i)
    {
        var passage = scan.Passage;
        var zone = ItemWords.Zones.At(passage, i);
        var word = zone > 0 ? zone : ItemWords.Clusters.At(passage, i);
        if (word == 0)
        {
            return null;
        }

        var from = i + word;
        var end = from;
        while (NameEnd(passage, from) is var nameEnd && nameEnd > from && ItemWords.IfAny.At(passage, nameEnd) == 0)
        {
            AddZone(scan, zone > 0, i, word, from, nameEnd);
            end = nameEnd;
            var and = ItemWords.And.At(passage, end);
            var isOther = OrganisationWords.Variants.At(passage, end + and) > 0 || ItemWords.Zones.At(passage, end + and) > 0
                || ItemWords.Clusters.At(passage, end + and) > 0;
            if (and == 0 || isOther)
            {
                break;
            }

            from = end + and;
        }

        return end > i + word ? end : null;
    }

    private static int NameEnd(Passage passage, int from)
    {
        var end = from;
        while (end < passage.Count && end - from < LongestName && !passage.Breaks(end) && passage.IsUpper(end) && passage.Tokens[end].IsWord)
        {
            end++;
        }

        return end;
    }

    private void AddZone(ItemScan scan, bool isZone, int start, int word, int from, int end)
    {
        var passage = scan.Passage;
        var kindWord = passage.Slice(start, start + word);
        var name = $"{char.ToUpperInvariant(kindWord[0])}{kindWord[1..]} {passage.Slice(from, end)}";
        scan.Add(book.Add(
            new NamedInvestmentItem
            {
                Kind = isZone ? InvestmentItemKind.IndustrialZone : InvestmentItemKind.IndustrialCluster,
                Code = "",
                Name = name,
                Stage = scan.Stage ??= Stage(passage, scan.End),
                ManagingAgencyCode = scan.LeadCode,
                Localities = [.. scan.Within(end, end + 3).Select(found => found.Index)],
                PartnerCodes = [],
                Phase = isZone ? Phase(passage, start, end) : null,
            },
            passage.Slice(from, end)));
    }

    /// <summary>"giai đoạn 2 và phần còn lại của giai đoạn 1" behind the name, or "giai đoạn 2" before it; years are no phase.</summary>
    private static string? Phase(Passage passage, int start, int end)
    {
        if (IsPhase(passage, end) && end is var i)
        {
            while (i < passage.Count && i - end < 16 && !passage.Breaks(i) && passage.Tokens[i].IsWord)
            {
                i++;
            }

            return passage.Slice(end, i);
        }

        return start >= 3 && IsPhase(passage, start - 3) ? passage.Slice(start - 3, start) : null;
    }

    private static bool IsPhase(Passage passage, int at) => ItemWords.Phase.At(passage, at) is > 0 and var word
        && DateReader.Numeral(passage, at + word) is not null;

    /// <summary>"dự án …" in the singular with a place, a road or a title in quotes.</summary>
    private int? Project(ItemScan scan, int i)
    {
        var passage = scan.Passage;
        var word = ItemWords.Project.At(passage, i);
        if (word == 0 || IsPlural(passage, i))
        {
            return null;
        }

        var from = i + word;
        var generic = from + ItemWords.Invest.At(passage, from);
        if (generic >= passage.Count || passage.Breaks(from) || ItemWords.Nameless.At(passage, generic) > 0)
        {
            return null;
        }

        var end = ProjectEnd(scan, from);
        var isNamed = passage.Key(from) == "\"" || scan.Within(from, end).Any()
            || Enumerable.Range(from, Math.Max(0, end - from)).Any(at => LocalityReader.RoadEnd(passage, at) is not null);
        if (!isNamed || ItemWords.IfAny.At(passage, end) > 0)
        {
            return null;
        }

        AddProject(scan, $"Dự án {passage.Slice(from, end)}", from, end);
        return end;
    }

    private static bool IsPlural(Passage passage, int i) =>
        Enumerable.Range(1, 2).Any(back => i - back >= 0 && ItemWords.Plurals.At(passage, i - back) == back)
            || DateReader.Number(passage, i - 1, 3) is not null;

    private static int ProjectEnd(ItemScan scan, int from)
    {
        var passage = scan.Passage;
        var end = from;
        var quoted = passage.Key(from) == "\"";
        for (; end < scan.End && end - from < LongestProject && !passage.Breaks(end); end++)
        {
            if (quoted && end > from && passage.Key(end) == "\"")
            {
                return end + 1;
            }

            if (quoted)
            {
                continue;
            }

            if (passage.EndsSentence(end) || passage.Key(end) is ";" or ":" || (passage.Key(end) == "," && !passage.IsUpper(end + 1)))
            {
                break;
            }

            if (passage.Key(end) == "(" && LocalityWords.Section.At(passage, end + 1) == 0)
            {
                break;
            }
        }

        return end;
    }

    /// <summary>"đầu tư cải tạo, nâng cấp, mở rộng tuyến Quốc lộ 61 (đoạn …)": works on a road that is named.</summary>
    private int? Road(ItemScan scan, int i)
    {
        var passage = scan.Passage;
        if (LocalityReader.RoadEnd(passage, i) is not { } end)
        {
            return null;
        }

        var from = -1;
        for (var back = i - 1; back >= 0 && i - back < 20 && passage.Key(back) is not ";" && !passage.EndsSentence(back); back--)
        {
            if (ItemWords.Works.At(passage, back) > 0)
            {
                from = back;
            }

            if (ItemWords.Some.At(passage, back) > 0 || passage.Tokens[back].Breaks)
            {
                break;
            }
        }

        if (from < 0)
        {
            return null;
        }

        var section = scan.Within(i, end + 1).Select(found => found.End).DefaultIfEmpty(end).Max();
        var works = passage.Slice(from, section);
        AddProject(scan, char.ToUpperInvariant(works[0]) + works[1..], from, section, passage.Slice(i, end));
        return section;
    }

    private void AddProject(ItemScan scan, string name, int from, int end, string? road = null)
    {
        FoundLocality[] places = [.. scan.Within(from, end + 3)];
        var isTitled = scan.Passage.Key(from) == "\"";
        var codeName = road ?? (isTitled ? "" : string.Join(' ', Own(places).Select(place => localities.Localities[place.Index].Name)));
        scan.Add(book.Add(
            new NamedInvestmentItem
            {
                Kind = InvestmentItemKind.InvestmentProject,
                Code = "",
                Name = name,
                Stage = scan.Stage ??= Stage(scan.Passage, scan.End),
                ManagingAgencyCode = scan.LeadCode,
                Localities = [.. Own(places).Select(place => place.Index).Distinct()],
                PartnerCodes = scan.Partners ??= Partners(scan),
                Sector = Sector(scan.Passage, from, end),
            },
            codeName.Length > 0 ? codeName : string.Join(' ', scan.Passage.Slice(from, end).Split(' ').Take(9))));
    }

    /// <summary>Without the district to which a commune named beside it belongs.</summary>
    private FoundLocality[] Own(FoundLocality[] places)
    {
        HashSet<string?> parents = [.. places.Select(place => localities.Localities[place.Index].ParentCode)];
        return [.. places.Where(place => localities.Localities[place.Index].Code is not { } code || !parents.Contains(code))];
    }

    /// <summary>Ministries and corporations named before the assignment.</summary>
    private List<string> Partners(ItemScan scan)
    {
        var partners = new List<string>();
        for (var i = 0; i < scan.End;)
        {
            var mention = scan.Passage.IsUpper(i) ? bodies.At(scan.Passage, i) : null;
            if (mention?.Body is { Kind: AgencyKind.Ministry or AgencyKind.MinistryUnit or AgencyKind.StateCorporation or AgencyKind.Government } body
                && !partners.Contains(body.Code))
            {
                partners.Add(body.Code);
                findings.Organisations.Add(body.Code);
            }

            i = Math.Max(i + 1, mention?.Body is null ? 0 : mention.Value.End);
        }

        return partners;
    }

    private static InvestmentStage Stage(Passage passage, int end)
    {
        foreach ((var stage, var words) in ItemWords.Stages)
        {
            if (Has(passage, 0, end, words))
            {
                return stage;
            }
        }

        return InvestmentStage.Identification;
    }

    private static InvestmentSector Sector(Passage passage, int from, int end)
    {
        foreach ((var sector, var words) in ItemWords.Sectors)
        {
            if (Has(passage, from, end, words))
            {
                return sector;
            }
        }

        return InvestmentSector.Other;
    }

    private static bool Has(Passage passage, int from, int end, Phrases words)
    {
        for (var i = from; i < end; i++)
        {
            if (words.At(passage, i) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"thí điểm thực hiện tại huyện A và huyện B" in a task on clusters: a pilot cluster in each.</summary>
    private void Pilots(ItemScan scan)
    {
        var passage = scan.Passage;
        if (!Has(passage, 0, scan.End, ItemWords.Clusters))
        {
            return;
        }

        for (var i = 0; i < scan.End; i++)
        {
            if (ItemWords.Pilot.At(passage, i) == 0)
            {
                continue;
            }

            var end = Math.Min(passage.SentenceEnd(i), scan.End);
            foreach (var place in scan.Within(i, end))
            {
                AddPilot(scan, localities.Localities[place.Index], place.Index);
            }

            i = end;
        }
    }

    private void AddPilot(ItemScan scan, DocumentLocality locality, int place)
    {
        var unit = locality.Kind switch
        {
            LocalityKind.City => "thành phố ",
            LocalityKind.District => "huyện ",
            LocalityKind.Commune or LocalityKind.IslandCommune => "xã ",
            _ => ""
        };
        scan.Add(book.Add(
            new NamedInvestmentItem
            {
                Kind = InvestmentItemKind.IndustrialCluster,
                Code = "",
                Name = $"Cụm công nghiệp {unit}{locality.Name}",
                Stage = scan.Stage ??= Stage(scan.Passage, scan.End),
                ManagingAgencyCode = scan.LeadCode,
                Localities = [place],
                PartnerCodes = [],
                IsPilot = true,
            },
            locality.Name));
    }
}
