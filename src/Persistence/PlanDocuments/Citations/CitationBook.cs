namespace KGPlanGraph.Persistence.PlanDocuments.Citations;

/// <summary>The distinct documents cited so far: one per number, one per title where there is no number.</summary>
internal sealed class CitationBook(Findings findings)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<bool> _hasSubject = [];
    private readonly List<CitedDocument> _documents = [];

    public IReadOnlyList<CitedDocument> Documents => _documents;

    /// <summary>The place of the document; what an earlier citation lacked is filled in.</summary>
    public int Add(string? number, string title, bool hasSubject, DateOnly? issuedOn, string? issuerCode, string? label, int line)
    {
        string key = number ?? $"#{title}";
        if (!_places.TryGetValue(key, out int place))
        {
            _places.Add(key, place = _documents.Count);
            _documents.Add(new CitedDocument(number, title, issuedOn, issuerCode));
            _hasSubject.Add(hasSubject);
            return place;
        }

        CitedDocument known = _documents[place];
        if (issuedOn is not null && known.IssuedOn is not null && issuedOn != known.IssuedOn)
        {
            findings.Warn(label, line, $"{number} is cited with two dates; the first was kept.",
                $"{number} được viện dẫn với hai ngày khác nhau; giữ ngày đầu tiên.");
        }

        _documents[place] = known with
        {
            Title = !_hasSubject[place] && hasSubject ? title : known.Title,
            IssuedOn = known.IssuedOn ?? issuedOn,
            IssuerCode = known.IssuerCode ?? issuerCode,
        };
        _hasSubject[place] |= hasSubject;
        return place;
    }
}
