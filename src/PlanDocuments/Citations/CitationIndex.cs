namespace KGPlanGraph.PlanDocuments.Citations;

/// <summary>The distinct documents cited so far: one per number, one per title where there is no number.</summary>
internal sealed class CitationIndex(Findings findings)
{
    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<bool> hasSubject = [];
    private readonly List<CitedDocument> documents = [];

    public IReadOnlyList<CitedDocument> Documents => documents;

    /// <summary>The place of the document; what an earlier citation lacked is filled in.</summary>
    public int Add(string? number, string title, bool hasSubject, DateOnly? issuedOn, string? issuerCode, string? label, int line)
    {
        var key = number ?? $"#{title}";
        if (!places.TryGetValue(key, out var place))
        {
            places.Add(key, place = documents.Count);
            documents.Add(new CitedDocument(number, title, issuedOn, issuerCode));
            this.hasSubject.Add(hasSubject);
            return place;
        }

        var known = documents[place];
        if (issuedOn is not null && known.IssuedOn is not null && issuedOn != known.IssuedOn)
        {
            findings.Warn(label, line, $"{number} is cited with two dates; the first was kept.",
                $"{number} được viện dẫn với hai ngày khác nhau; giữ ngày đầu tiên.");
        }

        documents[place] = known with
        {
            Title = !this.hasSubject[place] && hasSubject ? title : known.Title,
            IssuedOn = known.IssuedOn ?? issuedOn,
            IssuerCode = known.IssuerCode ?? issuerCode,
        };
        this.hasSubject[place] |= hasSubject;
        return place;
    }
}

/// <summary>A citation in a passage: place in the list of cited documents, and its tokens.</summary>
internal readonly record struct FoundCitation(int Index, int Start, int End);
