namespace KGPlanGraph.PlanDocuments.Localities;

/// <summary>The distinct localities named so far.</summary>
internal sealed class LocalityIndex
{
    private readonly Dictionary<DocumentLocality, int> places = [];
    private readonly List<DocumentLocality> localities = [];

    public IReadOnlyList<DocumentLocality> Localities => localities;

    public int Add(DocumentLocality locality)
    {
        if (places.TryGetValue(locality, out var place))
        {
            return place;
        }

        places.Add(locality, localities.Count);
        localities.Add(locality);
        return localities.Count - 1;
    }
}

/// <summary>A locality named in a passage: place in the list, and its tokens with the unit word.</summary>
internal readonly record struct FoundLocality(int Index, int Start, int End);
