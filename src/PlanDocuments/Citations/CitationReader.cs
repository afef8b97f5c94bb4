using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Citations;

/// <summary>
/// Finds cited documents: by number ("Nghị định số 68/2017/NĐ-CP ngày 25/05/2017 của Chính phủ"), laws by name, resolutions by issuer.
/// A citation inside another's subject is one of its own.
/// </summary>
internal sealed class CitationReader(OrganisationFinder bodies, CitationIndex book, Findings findings)
{
    private const int LongestSubject = 150;
    private const int LongestName = 30;
    private const int MostIssuerWords = 10;

    public List<FoundCitation> Read(Passage passage, string? label)
    {
        var found = new List<FoundCitation>();
        (string Name, Mention? Issuer)? head = null;
        for (var i = 0; i < passage.Count;)
        {
            var kind = CitationWords.Kinds.At(passage, i);
            var citation = kind == 0 ? Listed(passage, i, head, label) : Numbered(passage, i, kind, label) ?? WithoutNumber(passage, i, label);
            if (citation is { } hit)
            {
                found.Add(hit);
            }

            if (kind > 0)
            {
                head = (Capital(passage.Slice(i, i + kind)), citation is null && CitationWords.Of.At(passage, i + kind) > 0 ? bodies.KnownAt(passage, i + kind + 1) : null);
            }

            i = citation?.End ?? i + 1;
        }

        return found;
    }

    private FoundCitation? Numbered(Passage passage, int start, int kind, string? label)
    {
        var i = start + kind;
        Mention? issuer = null;
        if (CitationWords.Of.At(passage, i) is > 0 and var of && bodies.KnownAt(passage, i + of) is { } before && CitationWords.Number.At(passage, before.End) > 0)
        {
            // "Nghị quyết của Chính phủ số 01/NQ-CP"
            (issuer, i) = (before, before.End);
        }

        i += CitationWords.Number.At(passage, i);
        if (Number(passage, i, out var end) is not { } number || (i == start + kind && !IsWhole(number)))
        {
            return null;
        }

        return Cite(passage, start, Capital(passage.Slice(start, start + kind)), number, end, issuer, label);
    }

    /// <summary>"các Quyết định của Thủ tướng: số A ngày …; số B ngày …": the head says what they are, and whose.</summary>
    private FoundCitation? Listed(Passage passage, int at, (string Name, Mention? Issuer)? head, string? label)
    {
        if (head is not { } above || CitationWords.Number.At(passage, at) is not (> 0 and var sign) || !(passage.Key(at - 1) is ":" or ";" or "," || CitationWords.And.At(passage, at - 1) > 0)
            || Number(passage, at + sign, out var end) is not { } number || !IsWhole(number))
        {
            return null;
        }

        return Cite(passage, at, above.Name, number, end, above.Issuer, label);
    }

    private FoundCitation Cite(Passage passage, int start, string name, string number, int end, Mention? headIssuer, string? label)
    {
        var issuedOn = IssuedOn(passage, end, label, out var afterDate);
        var issuer = Issuer(passage, start, afterDate, label, out var afterIssuer) ?? headIssuer;
        var subject = Subject(passage, afterIssuer);
        var title = subject.Length == 0 ? $"{name} số {number}" : $"{name} {subject}";
        var index = book.Add(number, title, subject.Length > 0, issuedOn, issuer?.Body?.Code, label, passage.LineOf(start));
        return new FoundCitation(index, start, afterIssuer);
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>"52/2018/NĐ-CP": a number that needs no "số" before it.</summary>
    private static bool IsWhole(string number) => number.Any(char.IsLetter) && number.AsSpan().ContainsAny('/', '-');

    /// <summary>A run of letters, digits, "/" and "-" that begins with a digit; blanks around the slash are slips.</summary>
    private static string? Number(Passage passage, int at, out int end)
    {
        end = at;
        if (at >= passage.Count || !char.IsAsciiDigit(passage.Text[passage.Tokens[at].Start]))
        {
            return null;
        }

        end = at + 1;
        while (end < passage.Count && end - at < 16 && !passage.Breaks(end) && JoinsNumber(passage, end))
        {
            end++;
        }

        if (end - at < 3)
        {
            return null;
        }

        var number = passage.Slice(at, end).Replace(" ", "", StringComparison.Ordinal);
        return number.Any(char.IsLetter) || number.Contains('/', StringComparison.Ordinal) ? number : null;
    }

    private static bool JoinsNumber(Passage passage, int i)
    {
        if (passage.Key(i) is "/" or "-" or "." or "&")
        {
            var blanks = (passage.IsGlued(i) ? 0 : 1) + (passage.IsGlued(i + 1) ? 0 : 1);
            // "123/SCT-QLCN.Giao Sở A": a sentence begins.
            var isNext = passage.Key(i) == "." && passage.IsUpper(i + 1) && passage.Slice(i + 1, i + 2).Any(char.IsLower);
            return !isNext && i + 1 < passage.Count && passage.Tokens[i + 1].IsWord && blanks <= (passage.Key(i) switch { "." => 0, "/" => 2, _ => 1 }) && !passage.Breaks(i + 1);
        }

        return passage.Tokens[i].IsWord && passage.Key(i - 1) is "/" or "-" or "." or "&" || (passage.IsGlued(i) && passage.Tokens[i].IsWord);
    }

    private DateOnly? IssuedOn(Passage passage, int at, string? label, out int end)
    {
        var i = at + (passage.Key(at) == "," ? 1 : 0);
        var day = CitationWords.Day.At(passage, i);
        end = at;
        if (day == 0 || DateReader.At(passage, i + day) is not { Year: { } year } date)
        {
            return null;
        }

        end = date.End;
        if (date.In(year) is { } issuedOn)
        {
            return issuedOn;
        }

        var phrase = passage.Slice(i, end);
        findings.Warn(label, passage.LineOf(i), $"\"{phrase}\" does not exist; the cited document has no date.",
            $"\"{phrase}\" không tồn tại; văn bản viện dẫn không có ngày.");
        return null;
    }

    private Mention? Issuer(Passage passage, int start, int at, string? label, out int end)
    {
        end = at;
        var of = CitationWords.Of.At(passage, at);
        if (of == 0)
        {
            return IssuerBefore(passage, start);
        }

        if (bodies.At(passage, at + of) is not { } mention)
        {
            // "của Thủ tướng Chính phủ phê duyệt …": no body by its form; the subject is still told.
            var subject = Enumerable.Range(at + of, MostIssuerWords).TakeWhile(i => i < passage.Count
                && passage.Tokens[i].IsWord).FirstOrDefault(i => CitationWords.Subjects.At(passage, i) > 0);
            end = Math.Max(at, subject);
            return null;
        }

        if (mention.Body is null)
        {
            // How far an unknown name goes is a guess, so the subject is sought inside it.
            end = Enumerable.Range(at + of, mention.End - at - of).FirstOrDefault(i => CitationWords.Subjects.At(passage, i) > 0, mention.End);
            mention = mention with { End = end, UnknownName = passage.Slice(mention.Start, end) };
            if (end > mention.Start)
            {
                findings.UnknownBody(mention.UnknownName, label, passage.LineOf(at));
            }

            return null;
        }

        end = mention.End;
        findings.Organisations.Add(mention.Body.Code);
        return mention;
    }

    /// <summary>"chỉ đạo của Chính phủ tại Nghị quyết số 115/NQ-CP"</summary>
    private Mention? IssuerBefore(Passage passage, int start)
    {
        if (CitationWords.At.At(passage, start - 1) == 0)
        {
            return null;
        }

        var issuer = Enumerable.Range(2, 10)
            .Select(back => start - back > 0 && CitationWords.Of.At(passage, start - back - 1) > 0 ? bodies.KnownAt(passage, start - back) : null)
            .FirstOrDefault(mention => mention?.End == start - 1);
        if (issuer is not null)
        {
            findings.Organisations.Add(issuer.Value.Body!.Code);
        }

        return issuer;
    }

    private static string Subject(Passage passage, int at)
    {
        var i = at + (passage.Key(at) is "," or "(" ? 1 : 0);
        if (CitationWords.Subjects.At(passage, i) == 0 || passage.Breaks(i))
        {
            return "";
        }

        var carriesOut = CitationWords.CarryingOut.At(passage, i) > 0;
        var end = i + 1;
        while (end < passage.Count && end - i < LongestSubject && !SubjectEnds(passage, end, carriesOut))
        {
            end++;
        }

        while (end > i && !passage.Tokens[end - 1].IsWord && passage.Key(end - 1) is not ("\"" or ")"))
        {
            end--;
        }

        var subject = passage.Slice(i, end);
        return subject.Length <= 450 ? subject : subject[..subject.LastIndexOf(' ', 450)];
    }

    private static bool SubjectEnds(Passage passage, int i, bool carriesOut)
    {
        if (passage.Breaks(i) || passage.EndsSentence(i) || passage.Key(i) == ";" || CitationWords.SubjectEnds.At(passage, i) > 0)
        {
            return true;
        }

        var joins = CitationWords.And.At(passage, i) > 0 || passage.Key(i) == ",";
        if (!joins)
        {
            return false;
        }

        var alsoCarriesOut = CitationWords.CarryingOut.At(passage, i + 1) is > 0 and var verb && IsNumbered(passage, i + 1 + verb);
        return IsNumbered(passage, i + 1) || (alsoCarriesOut && !carriesOut);
    }

    private static bool IsNumbered(Passage passage, int i) => CitationWords.Kinds.At(passage, i) is > 0 and var kind
        && CitationWords.Number.At(passage, i + kind) > 0;

    private FoundCitation? WithoutNumber(Passage passage, int start, string? label)
    {
        if (!passage.IsUpper(start))
        {
            return null;
        }

        var law = CitationWords.Laws.At(passage, start);
        if (law > 0)
        {
            return Law(passage, start, law, label);
        }

        if (CitationWords.Congress.At(passage, start) > 0)
        {
            return Congress(passage, start, label);
        }

        var kind = CitationWords.KindsWithoutNumber.At(passage, start);
        if (kind == 0 || CitationWords.Of.At(passage, start + kind) == 0 || bodies.KnownAt(passage, start + kind + 1) is not { } issuer
            || (passage.Key(issuer.End) == ":" && CitationWords.Number.At(passage, issuer.End + 1) > 0))
        {
            return null;
        }

        var subject = CitationWords.CarryingOut.At(passage, issuer.End) > 0 ? "" : Subject(passage, issuer.End);
        var title = $"{passage.Slice(start, issuer.End)} {subject}".TrimEnd();
        findings.Organisations.Add(issuer.Body!.Code);
        return new FoundCitation(book.Add(null, title, true, null, issuer.Body.Code, label, passage.LineOf(start)), start, issuer.End);
    }

    private FoundCitation? Law(Passage passage, int start, int law, string? label)
    {
        var from = start + law;
        if (!passage.IsUpper(from) || passage.Breaks(from))
        {
            return null;
        }

        var end = from + CitationWords.LawNames.At(passage, from);
        if (end == from)
        {
            end++;
            while (end < passage.Count && end - from < LongestName && !passage.Breaks(end) && passage.Tokens[end].IsWord
                && CitationWords.LawEnds.At(passage, end) == 0)
            {
                end++;
            }
        }

        // Laws are the National Assembly's by the constitution; ordinances are not.
        var issuer = passage.Key(start) == WordKey.Of("pháp") ? null : bodies.KnownAt(NationalAssembly, 0)?.Body?.Code;
        if (issuer is not null)
        {
            findings.Organisations.Add(issuer);
        }

        var issuedOn = IssuedOn(passage, end, label, out var behind);
        return new FoundCitation(book.Add(null, passage.Slice(start, end), true, issuedOn, issuer, label, passage.LineOf(start)), start, behind);
    }

    private static readonly Passage NationalAssembly = new("Quốc hội");

    private FoundCitation Congress(Passage passage, int start, string? label)
    {
        var i = start + CitationWords.Congress.At(passage, start);
        while (i < passage.Count && i - start < LongestName && !passage.Breaks(i) && CongressGoesOn(passage, i))
        {
            i++;
        }

        return new FoundCitation(book.Add(null, passage.Slice(start, i), true, null, null, label, passage.LineOf(start)), start, i);
    }

    private static bool CongressGoesOn(Passage passage, int i) =>
        passage.Key(i) == "," ? CitationWords.Term.At(passage, i + 1) > 0
        : passage.Key(i) == "-" || (passage.Tokens[i].IsWord && CitationWords.CongressEnds.At(passage, i) == 0);
}
