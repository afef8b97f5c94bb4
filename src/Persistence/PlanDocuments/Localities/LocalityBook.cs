namespace KGPlanGraph.Persistence.PlanDocuments.Localities;

/// <summary>The distinct localities named so far.</summary>
internal sealed class LocalityBook
{
    private readonly Dictionary<DocumentLocality, int> _places = [];
    private readonly List<DocumentLocality> _localities = [];

    public IReadOnlyList<DocumentLocality> Localities => _localities;

    public int Add(DocumentLocality locality)
    {
        if (_places.TryGetValue(locality, out int place)) return place;
        _places.Add(locality, _localities.Count);
        _localities.Add(locality);
        return _localities.Count - 1;
    }
}
