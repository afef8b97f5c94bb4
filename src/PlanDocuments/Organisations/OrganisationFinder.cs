using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Organisations;

/// <summary>Tells which body is named at a place: the register's longest name, or a form of words that only bodies have.</summary>
internal sealed class OrganisationFinder
{
    private const int LongestName = 18;
    private static readonly Phrases ProvincePrefixes = new("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân thành phố", "UBND tỉnh", "UBND thành phố");
    private static readonly Phrases Units = new("tỉnh", "thành phố");
    private static readonly Phrases SentenceWords = new("chủ trì", "phối hợp", "giao", "thực hiện", "tham mưu", "cơ quan", "đơn vị", "thời gian", "các",
        "hoàn thành", "báo cáo");
    private static readonly Phrases Ministries = new("Bộ", "UBND", "Ủy ban", "Thương binh");
    private static readonly Phrases And = new("và");
    private readonly PhraseTree<KnownOrganisation> names = new();
    private readonly PhraseTree<bool> ownProvince = new();

    public OrganisationFinder(OrganisationRegister register)
    {
        foreach (var body in register.Organisations)
        {
            names.Add(body.Name, body);
            foreach (var alias in body.Aliases)
            {
                names.Add(alias, body);
            }

            if (body.Kind == AgencyKind.ProvincialPeoplesCommittee)
            {
                AddProvince(body.Name);
            }
        }
    }

    /// <summary>The body named at the place, known or not; null where none is.</summary>
    public Mention? At(Passage passage, int at)
    {
        (var bodies, var length) = names.Longest(passage, at);
        if (length > 0)
        {
            var end = Extend(passage, at + length, out var isForeign);
            // Two bodies of one name: which is meant cannot be told.
            return isForeign || bodies.Count > 1
                ? new Mention(at, isForeign ? NameEnd(passage, at, end) : end, null, passage.Slice(at, isForeign ? NameEnd(passage, at, end) : end))
                : new Mention(at, end, bodies[0], null);
        }

        return UnknownAt(passage, at);
    }

    public Mention? KnownAt(Passage passage, int at) => At(passage, at) is { Body: not null } mention ? mention : null;

    /// <summary>A name behind "các Sở": the form word is understood.</summary>
    public Mention? DistributedAt(string form, Passage passage, int at)
    {
        if (!passage.IsUpper(at) || OrganisationWords.Variants.At(passage, at) > 0 && names.LongestAfter(WordKey.Of(form), passage, at).Length == 0)
        {
            return null;
        }

        (var bodies, var length) = names.LongestAfter(WordKey.Of(form), passage, at);
        if (length > 0 && bodies.Count == 1)
        {
            return new Mention(at, at + length, bodies[0], null);
        }

        var end = NameEnd(passage, at, at + 1, isList: true);
        return new Mention(at, end, null, $"{form} {passage.Slice(at, end)}");
    }

    private static Mention? UnknownAt(Passage passage, int at)
    {
        if (!passage.IsUpper(at))
        {
            return null;
        }

        var form = OrganisationWords.Variants.At(passage, at);
        if (form == 0 || OrganisationWords.NoForms.At(passage, at) > 0)
        {
            return null;
        }

        var end = NameEnd(passage, at, at + form);
        var isName = end > at + form || OrganisationWords.WholeNames.At(passage, at) > 0;
        return isName && OrganisationWords.OpenStarts.At(passage, at) == 0 ? new Mention(at, end, null, passage.Slice(at, end)) : null;
    }

    /// <summary>
    /// Takes in "tỉnh" and the own province's name. Another province's name, or a name that goes on in capitals, makes it another body:
    /// "Sở Công Thương tỉnh An Giang", "Ban Quản lý Khu kinh tế Phú Quốc".
    /// </summary>
    private int Extend(Passage passage, int end, out bool isForeign)
    {
        isForeign = false;
        var unit = Adjoins(passage, end) ? Units.At(passage, end) : 0;
        var name = end + unit;
        if (!Adjoins(passage, name) || !passage.IsUpper(name) || SentenceWords.At(passage, name) > 0)
        {
            return end + (passage.Key(end) == Tinh ? unit : 0);
        }

        var own = ownProvince.Longest(passage, name).Length;
        if (own > 0)
        {
            return name + own;
        }

        isForeign = true;
        return name;
    }

    private static readonly string Tinh = WordKey.Of("tỉnh");

    private static bool Adjoins(Passage passage, int at) => at < passage.Count && passage.Tokens[at].IsWord && !passage.Breaks(at);

    private static int NameEnd(Passage passage, int start, int from, bool isList = false)
    {
        var i = from;
        while (i < passage.Count && i - start < LongestName && !passage.Breaks(i) && GoesOn(passage, i, isList))
        {
            i++;
        }

        while (i > from && !passage.Tokens[i - 1].IsWord && passage.Key(i - 1) != ")")
        {
            i--;
        }

        return i > from && And.At(passage, i - 1) > 0 ? i - 1 : i;
    }

    private static bool GoesOn(Passage passage, int i, bool isList)
    {
        var token = passage.Tokens[i];
        if (token.Key == ",")
        {
            return !isList && passage.IsUpper(i + 1) && !StartsNext(passage, i + 1);
        }

        if (token.Key == "-")
        {
            return passage.IsGlued(i) || Ministries.At(passage, i + 1) > 0 || (passage.IsUpper(i + 1) && !StartsNext(passage, i + 1));
        }

        if (token.Key == "&")
        {
            return true;
        }

        if (!token.IsWord)
        {
            return false;
        }

        if (OrganisationWords.Ands.At(passage, i) is > 0 and var length)
        {
            // "và" joins words of a name, but in a list of several names under one form word it ends the list's member.
            return And.At(passage, i) > 0 && !StartsNext(passage, i + length) && OrganisationWords.Verbs.At(passage, i + length) == 0
                && (!isList || !NextEndsList(passage, i + 1));
        }

        return token.IsUpper || OrganisationWords.Verbs.At(passage, i) == 0 || IsInName(passage, i);
    }

    /// <summary>"đầu tư xây dựng", "hỗ trợ" behind "Trung tâm": verbs that belong to names.</summary>
    private static bool IsInName(Passage passage, int i) => passage.Key(i - 1) == WordKey.Of("tư") && passage.Key(i) == WordKey.Of("xây");

    private static bool NextEndsList(Passage passage, int i)
    {
        for (var j = i; j < passage.Count && j - i < 6; j++)
        {
            if (!passage.Tokens[j].IsWord || OrganisationWords.Verbs.At(passage, j) > 0 || And.At(passage, j) > 0)
            {
                return passage.IsUpper(i);
            }
        }

        return false;
    }

    private static bool StartsNext(Passage passage, int i) =>
        OrganisationWords.OpenStarts.At(passage, i) > 0 || (passage.IsUpper(i) && (OrganisationWords.Variants.At(passage, i) > 0 || SentenceWords.At(passage, i) > 0));

    private void AddProvince(string name)
    {
        var passage = new Passage(name);
        var prefix = ProvincePrefixes.At(passage, 0);
        if (prefix > 0 && prefix < passage.Count)
        {
            ownProvince.Add(passage.Slice(prefix, passage.Count), true);
        }
    }
}
