using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.FrontMatter;

/// <summary>Reads the document's own number and date, and who issues it. What is not there stays null.</summary>
internal sealed class LetterheadReader(OrganisationFinder bodies, Findings findings)
{
    private static readonly Phrases NumberSign = new("số :", "số");
    private static readonly Phrases Day = new("ngày");
    private static readonly Phrases Committee = new("ủy ban nhân dân", "UBND");
    private static readonly Phrases Province = new("tỉnh", "thành phố");
    private static readonly Phrases Enacting = new("ban hành", "xây dựng", "triển khai", "đề ra", "lập", "yêu cầu");

    public static string? Number(DocumentOutline outline)
    {
        for (var i = 0; i < outline.Letterhead.Count; i++)
        {
            // "Số:" may stand alone, or its number be torn, with the rest on the next line.
            var text = outline.Letterhead[i].Text;
            var isTorn = text.TrimEnd(' ', ':').Equals("số", StringComparison.OrdinalIgnoreCase) || text[^1] is '-' or '/';
            text = isTorn && Below(outline, i) is { } rest ? $"{text} {rest}" : text;
            var passage = new Passage(text);
            var at = NumberSign.At(passage, 0);
            // "Số:      /KH-UBND" waits for its number.
            if (at > 0 && at < passage.Count && char.IsAsciiDigit(passage.Text[passage.Tokens[at].Start]) && text.Contains('/', StringComparison.Ordinal))
            {
                return passage.Slice(at, passage.Count).Replace(" ", "", StringComparison.Ordinal);
            }
        }

        return null;
    }

    /// <summary>What stands below a part, in the same column where the next line has as many; null behind the last.</summary>
    private static string? Below(DocumentOutline outline, int at)
    {
        var head = outline.Letterhead;
        var first = head.FindIndex(part => part.Line == head[at].Line);
        var next = head.FindIndex(at, part => part.Line > head[at].Line);
        if (next < 0)
        {
            return at + 1 < head.Count ? head[at + 1].Text : null;
        }

        var columns = head.Count(part => part.Line == head[next].Line);
        return columns == next - first ? head[next + at - first].Text : head[at + 1].Text;
    }

    public DateOnly? IssuedOn(DocumentOutline outline)
    {
        // The date may be torn over lines: each part is tried alone, then with what stands below it, then the whole head.
        var parts = outline.Letterhead.Where(part => part.Text[0] != '(').ToList();
        var joined = outline.Letterhead.Select((part, i) => (part.Line, Text: $"{part.Text} {Below(outline, i)}")).Where(part => part.Text[0] != '(');
        var whole = (parts.FirstOrDefault().Line, Text: string.Join(' ', parts.Select(part => part.Text)));
        foreach ((var line, var text) in parts.Concat(joined).Append(whole))
        {
            var passage = new Passage(text, line);
            for (var i = 0; i < Math.Min(passage.Count, 80); i++)
            {
                if (Day.At(passage, i) == 0 || DateReader.At(passage, i + 1) is not { Year: { } year } date)
                {
                    continue;
                }

                if (date.In(year) is { } issuedOn)
                {
                    return issuedOn;
                }

                findings.Warn(null, line, $"The date of the document, \"{passage.Slice(i, date.End)}\", does not exist.",
                    $"Ngày ban hành \"{passage.Slice(i, date.End)}\" không tồn tại.");
            }
        }

        return null;
    }

    /// <summary>From the letterhead, the enacting clause, or the signature, in this order.</summary>
    public (string? Code, string? Name) Issuer(DocumentOutline outline)
    {
        var source = FromLetterhead(outline.Letterhead) ?? FromPreamble(outline.Preamble) ?? FromAuthority(outline.Preamble) ?? FromSignature(outline);
        if (source is null || bodies.At(source, 0) is not { } issuer)
        {
            findings.Warn(null, outline.TitleLine, "The issuing body is not named.", "Không nêu cơ quan ban hành.");
            return (null, null);
        }

        if (issuer.Body is null)
        {
            findings.UnknownBody(issuer.UnknownName!, null, source.LineOf(0));
            return (null, issuer.UnknownName);
        }

        findings.Organisations.Add(issuer.Body.Code);
        return (issuer.Body.Code, issuer.Body.Name);
    }

    private Passage? FromLetterhead(List<(int Line, string Text)> letterhead)
    {
        for (var i = 0; i < letterhead.Count; i++)
        {
            var passage = new Passage(letterhead[i].Text, letterhead[i].Line);
            var committee = Committee.At(passage, 0);
            if (committee == 0)
            {
                continue;
            }

            // "UBND TỈNH KIÊN GIANG / SỞ CÔNG THƯƠNG": the department below the committee issues.
            var below = letterhead.Skip(i + 1).Take(4).Select(column => new Passage(column.Text, column.Line))
                .FirstOrDefault(text => bodies.KnownAt(text, 0) is { Body.Kind: AgencyKind.ProvincialDepartment or AgencyKind.ManagementBoard } body && body.End == text.Count);
            if (below is not null)
            {
                return below;
            }

            if (Province.At(passage, committee) > 0)
            {
                return passage;
            }

            var province = letterhead.Skip(i + 1).Take(4).Select(column => column.Text).FirstOrDefault(text => Province.At(new Passage(text), 0) > 0);
            if (province is not null)
            {
                return new Passage($"{letterhead[i].Text} {province}", letterhead[i].Line);
            }
        }

        return OtherBody(letterhead);
    }

    /// <summary>"HỘI ĐỒNG NHÂN DÂN / TỈNH KIÊN GIANG", "SỞ CÔNG THƯƠNG": a body that is no committee, whole on its line or with the province below.</summary>
    private Passage? OtherBody(List<(int Line, string Text)> letterhead)
    {
        for (var i = 0; i < letterhead.Count; i++)
        {
            var (line, text) = letterhead[i];
            var passage = new Passage(text, line);
            if (bodies.At(passage, 0) is not { } body || body.End < passage.Count || !Capitals.Are(text))
            {
                continue;
            }

            var province = letterhead.Skip(i + 1).Take(4).Select(column => column.Text).FirstOrDefault(below => Province.At(new Passage(below), 0) > 0);
            return body.Body is null && province is not null ? new Passage($"{text} {province}", line) : passage;
        }

        return null;
    }

    private Passage? FromPreamble(List<Paragraph> preamble)
    {
        foreach (var paragraph in preamble)
        {
            var passage = new Passage([paragraph]);
            for (var i = 0; i < passage.Count; i++)
            {
                if (Committee.At(passage, i) == 0 || bodies.At(passage, i) is not { } mention || Enacting.At(passage, mention.End) == 0)
                {
                    continue;
                }

                if (mention.Body is { Kind: AgencyKind.ProvincialPeoplesCommittee } or null)
                {
                    return new Passage(passage.Slice(i, mention.End),
                    passage.LineOf(i));
                }
            }
        }

        return null;
    }

    /// <summary>"ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG" by itself above the grounds of a decision.</summary>
    private Passage? FromAuthority(List<Paragraph> preamble) => preamble.Where(paragraph => Capitals.Are(paragraph.Text))
        .Select(paragraph => new Passage([paragraph]))
        .FirstOrDefault(passage => Committee.At(passage, 0) > 0 && bodies.At(passage, 0) is { } body && body.End == passage.Count);

    private static Passage? FromSignature(DocumentOutline outline)
    {
        var text = string.Join(' ', outline.Signature.Take(2)).Replace("TM.", "", StringComparison.Ordinal);
        var passage = new Passage(text, outline.TitleLine);
        var committee = Committee.At(passage, 0);
        return committee > 0 && Province.At(passage, committee) > 0 ? passage : null;
    }
}
