using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Organisations;

/// <summary>Tells which body is named at a place: the register's longest name, or a form of words that only bodies have.</summary>
internal sealed class OrganisationFinder
{
    private const int LongestName = 18;
    private const int LongestPart = 6;
    private static readonly Phrases ProvincePrefixes = new("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân thành phố", "UBND tỉnh", "UBND thành phố");
    private static readonly Phrases Units = new("tỉnh", "thành phố");
    private static readonly Phrases SentenceWords = new("chủ trì", "phối hợp", "giao", "thực hiện", "tham mưu", "cơ quan", "đơn vị", "thời gian", "các",
        "hoàn thành", "báo cáo");
    private static readonly Phrases Ministries = new("Bộ", "UBND", "Ủy ban", "Thương binh");
    private static readonly Phrases And = new("và");
    private readonly PhraseTree<KnownOrganisation> names = new();
    private readonly PhraseTree<KnownOrganisation> variants = new();
    private readonly Dictionary<string, KnownOrganisation?> acronyms = [];
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

            foreach (var variant in BodyNames.Variants(body.Name))
            {
                variants.Add(variant, body);
            }

            foreach (var acronym in BodyNames.Acronyms(body.Name))
            {
                acronyms[acronym] = acronyms.TryGetValue(acronym, out var other) && other != body ? null : body;
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
        (var bodies, var length) = Named(passage, at);
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

    /// <summary>The body of a name that the text does not write in one piece.</summary>
    public Mention Named(string name, int start, int end)
    {
        var passage = new Passage(name);
        (var bodies, var length) = Named(passage, 0);
        return length == passage.Count && bodies is [var body] ? new Mention(start, end, body, null) : new Mention(start, end, null, name);
    }

    /// <summary>By the names that the register gives, or else by those that follow from them.</summary>
    private (IReadOnlyList<KnownOrganisation> Bodies, int Length) Named(Passage passage, int at)
    {
        var given = names.Longest(passage, at);
        var derived = passage.IsUpper(at) || passage.IsUpper(at + 1) ? variants.Longest(passage, at) : ([], 0);
        var longest = derived.Length > given.Length ? derived : given;
        return longest.Length == 0 && passage.IsUpper(at) && !IsInNumber(passage, at) && acronyms.GetValueOrDefault(passage.Slice(at, at + 1)) is { } body
            ? ([body], 1) : longest;
    }

    /// <summary>"12/QĐ-SCT" names no department.</summary>
    private static bool IsInNumber(Passage passage, int at) =>
        (passage.Key(at - 1) is "-" or "/" or "." && passage.IsGlued(at)) || (passage.Key(at + 1) is "-" or "/" && passage.IsGlued(at + 1));

    public Mention? KnownAt(Passage passage, int at) => At(passage, at) is { Body: not null } mention ? mention : null;

    /// <summary>A name behind "các Sở": the form word is understood.</summary>
    public Mention? DistributedAt(string form, Passage passage, int at)
    {
        var first = WordKey.Of(form);
        (var bodies, var length) = names.LongestAfter(first, passage, at);
        var derived = variants.LongestAfter(first, passage, at);
        (bodies, length) = derived.Length > length ? derived : (bodies, length);
        if (!passage.IsUpper(at) || (OrganisationWords.Variants.At(passage, at) > 0 && length == 0))
        {
            return null;
        }

        if (length > 0 && bodies.Count == 1)
        {
            return new Mention(at, at + length, bodies[0], null);
        }

        var end = NameEnd(passage, at, at + 1, isList: true);
        return new Mention(at, end, null, $"{form} {passage.Slice(at, end)}");
    }

    private static Mention? UnknownAt(Passage passage, int at)
    {
        // "sở Giao thông": the form word in small letters, the name not.
        if (!passage.IsUpper(at) && !(passage.Key(at) == So && passage.IsUpper(at + 1)))
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

    private static readonly string So = WordKey.Of("sở");

    private static readonly Phrases Towns = new("TP", "TX", "TT", "H", "P", "X");

    private static readonly string Tinh = WordKey.Of("tỉnh");

    private static bool Adjoins(Passage passage, int at) => at < passage.Count && passage.Tokens[at].IsWord && !passage.Breaks(at);

    private static int NameEnd(Passage passage, int start, int from, bool isList = false)
    {
        var i = from;
        var joined = false;
        while (i < passage.Count && i - start < LongestName && !passage.Breaks(i) && (passage.Key(i) != "," || !joined) && GoesOn(passage, i, isList))
        {
            joined |= And.At(passage, i) > 0 || passage.Key(i) == "&";
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
            return !isList && passage.IsUpper(i + 1) && !StartsNext(passage, i + 1) && IsJoinedBehind(passage, i + 1);
        }

        if (token.Key == "-")
        {
            return passage.IsGlued(i) || Ministries.At(passage, i + 1) > 0 || (passage.IsUpper(i + 1) && !StartsNext(passage, i + 1));
        }

        if (token.Key == "&")
        {
            return true;
        }

        // "UBND TP. Phú Quốc"
        if (token.Key == "." && passage.IsGlued(i) && passage.IsUpper(i - 1) && Towns.At(passage, i - 1) > 0)
        {
            return passage.IsUpper(i + 1);
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

    /// <summary>"Sở Văn hóa, Thể thao và Du lịch": a comma belongs to a name only where "và" closes the row, and no other body stands behind it.</summary>
    private static bool IsJoinedBehind(Passage passage, int at)
    {
        for (var i = at; i < passage.Count && i - at < LongestPart && !passage.Breaks(i); i++)
        {
            if (And.At(passage, i) > 0 || passage.Key(i) == "&")
            {
                return passage.IsUpper(i + 1) && !StartsNext(passage, i + 1);
            }

            if (!passage.Tokens[i].IsWord || Units.At(passage, i) > 0)
            {
                return false;
            }
        }

        return false;
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
