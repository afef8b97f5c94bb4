using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Organisations;

/// <summary>Reads "Sở A, Sở B và các cơ quan liên quan": names with commas and "và" inside them, and unnamed others.</summary>
internal sealed class OrganisationListReader(OrganisationFinder finder)
{
    private const int MostMembers = 60;
    private const int LongestOpenPhrase = 60;
    private const int LongestOddName = 10;
    private const int LongestPlace = 5;
    private static readonly Phrases Cac = new("các", "những", "một số");

    /// <summary>The list at the place; empty where no body is named there.</summary>
    /// <param name="passage">The text.</param>
    /// <param name="at">Where it may begin.</param>
    /// <param name="semicolons">Whether members may also be parted by semicolons, as behind a label.</param>
    /// <param name="isSure">Whether the words before say that bodies follow ("phối hợp với"): then what has no body's form is one too.</param>
    public OrganisationList Read(Passage passage, int at, bool semicolons = false, bool isSure = false)
    {
        var mentions = new List<Mention>();
        var i = at;
        var end = at;
        while (mentions.Count < MostMembers && i < passage.Count && (i == at || !passage.Breaks(i)))
        {
            var before = mentions.Count;
            i = ReadMember(passage, i, mentions);
            if (mentions.Count == before && isSure && OddName(passage, i, before > 0) is { } odd)
            {
                mentions.Add(odd);
                i = odd.End;
            }

            if (mentions.Count == before)
            {
                break;
            }

            end = SkipBrackets(passage, i);
            i = SkipSeparator(passage, end, semicolons);
            if (i == end)
            {
                break;
            }
        }

        return new OrganisationList(mentions, end);
    }

    private int ReadMember(Passage passage, int at, List<Mention> mentions)
    {
        var i = at;
        while (OrganisationWords.Heads.At(passage, i) is > 0 and var head && finder.KnownAt(passage, i) is null)
        {
            i += head;
        }

        if ((Distributed(passage, i, mentions) ?? Committees(passage, i, mentions)) is { } behind)
        {
            return behind;
        }

        if (finder.KnownAt(passage, i) is { } known)
        {
            return Add(known);
        }

        if (OrganisationWords.OpenStarts.At(passage, at) > 0)
        {
            return Open(passage, at) is var open && IsLabel(passage, open.End) ? at : Add(open);
        }

        return finder.At(passage, i) is { } unknown ? Add(unknown) : at;

        int Add(Mention mention)
        {
            mentions.Add(mention);
            return mention.End;
        }
    }

    /// <summary>"các Sở: Tài chính, Xây dựng" and "các Sở Tài chính, Xây dựng".</summary>
    private int? Distributed(Passage passage, int at, List<Mention> mentions)
    {
        var cac = Cac.At(passage, at);
        var form = cac == 0 ? 0 : OrganisationWords.Distributed.At(passage, at + cac);
        if (form == 0)
        {
            return null;
        }

        var i = at + cac + form;
        if (passage.Key(i) == ":")
        {
            i++;
        }

        if (!passage.IsUpper(i) || passage.Breaks(i))
        {
            return null;
        }

        var word = passage.Slice(at + cac, at + cac + form);
        word = char.ToUpperInvariant(word[0]) + word[1..];
        var end = at;
        while (finder.DistributedAt(word, passage, i) is { } mention)
        {
            mentions.Add(mention);
            end = mention.End;
            i = SkipSeparator(passage, end, semicolons: false);
            if (i == end || i >= passage.Count || passage.Breaks(i))
            {
                break;
            }
        }

        return end == at ? null : end;
    }

    /// <summary>"UBND các huyện: Gò Quao, Tân Hiệp và thành phố Rạch Giá", "UBND các huyện Gò Quao, Tân Hiệp": the committee of each.</summary>
    private int? Committees(Passage passage, int at, List<Mention> mentions)
    {
        var form = OrganisationWords.Committees.At(passage, at);
        var cac = form == 0 ? 0 : Cac.At(passage, at + form);
        if (cac == 0)
        {
            return null;
        }

        var i = at + form + cac;
        string? unit = null;
        while (OrganisationWords.PlaceUnits.At(passage, i) is > 0 and var word)
        {
            unit ??= passage.Slice(i, i + word);
            i += word;
            i += passage.Key(i) is "," or "/" || OrganisationWords.Ands.At(passage, i) > 0 ? OrganisationWords.PlaceUnits.At(passage, i + 1) > 0 ? 1 : 0 : 0;
        }

        i += passage.Key(i) == ":" ? 1 : 0;
        if (unit is null || !IsPlace(passage, i))
        {
            return null;
        }

        var end = at;
        while (mentions.Count < MostMembers)
        {
            var start = i;
            if (OrganisationWords.PlaceUnits.At(passage, i) is > 0 and var own && passage.IsUpper(i + own))
            {
                unit = passage.Slice(i, i + own);
                i += own;
            }

            if (!IsPlace(passage, i))
            {
                break;
            }

            var name = i;
            while (i < passage.Count && !passage.Breaks(i) && passage.IsUpper(i) && i - name < LongestPlace)
            {
                i++;
            }

            mentions.Add(finder.Named($"UBND {unit} {passage.Slice(name, i)}", start, i));
            end = i;
            i = SkipSeparator(passage, end, semicolons: false);
            if (i == end)
            {
                break;
            }
        }

        return end;
    }

    private bool IsPlace(Passage passage, int i) =>
        passage.IsUpper(i) && passage.Tokens[i].IsWord && !passage.Breaks(i) && OrganisationWords.Variants.At(passage, i) == 0 && finder.KnownAt(passage, i) is null;

    /// <summary>Whatever stands between separators where bodies are listed: "phối hợp với Gò Quao, Sở A".</summary>
    private static Mention? OddName(Passage passage, int at, bool isBehindOthers)
    {
        if (!passage.IsUpper(at) || !passage.Tokens[at].IsWord || passage.Breaks(at) && isBehindOthers || OrganisationWords.NoNames.At(passage, at) > 0
            || OrganisationWords.Verbs.At(passage, at) > 0 || OrganisationWords.OpenStarts.At(passage, at) > 0)
        {
            return null;
        }

        var i = at + 1;
        while (i < passage.Count && i - at <= LongestOddName && !passage.Breaks(i) && passage.Tokens[i] is { IsWord: true } or { Key: "-" or "&" }
            && (passage.IsUpper(i) || (OrganisationWords.Verbs.At(passage, i) == 0 && OrganisationWords.Ands.At(passage, i) == 0)))
        {
            i++;
        }

        var isClosed = i >= passage.Count || passage.Breaks(i) || passage.Key(i) is "," or ";" or "." or ")" || OrganisationWords.Ands.At(passage, i) > 0
            || (!isBehindOthers && OrganisationWords.Verbs.At(passage, i) > 0);
        return isClosed && i - at <= LongestOddName ? new Mention(at, i, null, passage.Slice(at, i)) : null;
    }

    /// <summary>Unnamed bodies: up to a verb, a named body, or the end of the clause.</summary>
    private Mention Open(Passage passage, int start)
    {
        var i = start + OrganisationWords.OpenStarts.At(passage, start);
        while (i < passage.Count && i - start < LongestOpenPhrase && !passage.Breaks(i) && OpenGoesOn(passage, i))
        {
            i++;
        }

        while (i > start + 1 && (!passage.Tokens[i - 1].IsWord || OrganisationWords.Ands.At(passage, i - 1) > 0))
        {
            i--;
        }

        return new Mention(start, i, null, null);
    }

    private bool OpenGoesOn(Passage passage, int i)
    {
        var token = passage.Tokens[i];
        if (token.Key is "," or "/")
        {
            return OrganisationWords.OpenContinues.At(passage, i + 1) > 0 && !IsNamed(passage, i + 1);
        }

        if (token.Key == "-")
        {
            return true;
        }

        if (!token.IsWord)
        {
            return false;
        }

        if (OrganisationWords.Ands.At(passage, i) is > 0 and var and)
        {
            return OrganisationWords.OpenContinues.At(passage, i + and) > 0 && !IsNamed(passage, i + and);
        }

        var verb = OrganisationWords.Verbs.At(passage, i);
        return verb == 0 || token.IsUpper || IsNoun(passage, i, verb);
    }

    /// <summary>"…, cơ quan phối hợp: Sở B": a label that follows, no unnamed body.</summary>
    private static bool IsLabel(Passage passage, int end) =>
        Enumerable.Range(end, 5).TakeWhile(i => passage.Key(i) is not ("," or "." or ";") && !passage.Breaks(i)).Any(i => passage.Key(i) == ":");

    /// <summary>A named body ends the unnamed ones; "Ủy ban nhân dân các huyện" and "các Sở, ban, ngành" name none.</summary>
    private bool IsNamed(Passage passage, int i) =>
        finder.KnownAt(passage, i) is not null || (OrganisationWords.OpenStarts.At(passage, i) == 0 && finder.At(passage, i) is not null)
            || IsDistribution(passage, i);

    private static bool IsDistribution(Passage passage, int i)
    {
        var cac = Cac.At(passage, i);
        var form = cac == 0 ? 0 : OrganisationWords.Distributed.At(passage, i + cac);
        return form > 0 && (passage.IsUpper(i + cac + form) || passage.Key(i + cac + form) == ":");
    }

    /// <summary>"các cơ quan có triển khai liên quan", "các tổ chức": here the verb's words are none.</summary>
    private static bool IsNoun(Passage passage, int i, int verb) =>
        (passage.Key(i + verb) == Lien && passage.Key(i + verb + 1) == Quan)
        || (passage.Key(i) == To && verb == 2 && (Cac.At(passage, i - 1) > 0 || passage.Key(i - 1) == "," || OrganisationWords.Ands.At(passage, i - 1) > 0)
            && OrganisationWords.Verbs.At(passage, i + verb) == 0);

    private static readonly string Lien = WordKey.Of("liên");
    private static readonly string Quan = WordKey.Of("quan");
    private static readonly string To = WordKey.Of("tổ");

    /// <summary>"(cơ quan thường trực)" behind a name says nothing about who it is.</summary>
    private static int SkipBrackets(Passage passage, int i)
    {
        if (passage.Key(i) != "(")
        {
            return i;
        }

        for (var j = i + 1; j < passage.Count && j - i < 30; j++)
        {
            if (passage.Key(j) == ")")
            {
                return j + 1;
            }
        }

        return i;
    }

    private static int SkipSeparator(Passage passage, int at, bool semicolons)
    {
        var i = at;
        if (passage.Key(i) == "," || (semicolons && passage.Key(i) == ";"))
        {
            // "Đơn vị phối hợp: - Sở A; - Sở B"
            i += semicolons && passage.Key(i) == ";" && passage.Key(i + 1) is "-" or "+" ? 2 : 1;
        }

        i += OrganisationWords.Ands.At(passage, i);
        return i < passage.Count ? i : at;
    }
}
