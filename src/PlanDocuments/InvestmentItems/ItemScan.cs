using KGPlanGraph.PlanDocuments.Localities;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.InvestmentItems;

/// <summary>One task's text in search of items.</summary>
/// <param name="Passage">The task's content.</param>
/// <param name="End">The token where the assignment begins: items are named before.</param>
/// <param name="Localities">Places named in it.</param>
/// <param name="LeadCode">Who will manage the items.</param>
/// <param name="Label">For the warnings.</param>
internal sealed record ItemScan(Passage Passage, int End, IReadOnlyList<FoundLocality> Localities, string? LeadCode, string Label)
{
    private readonly HashSet<int> seen = [];

    public List<int> Found { get; } = [];

    /// <summary>Told once for the whole text, however many items it names.</summary>
    public InvestmentStage? Stage { get; set; }

    /// <summary>Told once for the whole text.</summary>
    public IReadOnlyList<string>? Partners { get; set; }

    /// <summary>Places whose name begins between the tokens; they are in the order of the text.</summary>
    public IEnumerable<FoundLocality> Within(int start, int end)
    {
        var low = 0;
        for (var high = Localities.Count; low < high;)
        {
            var middle = (low + high) / 2;
            if (Localities[middle].Start < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (; low < Localities.Count && Localities[low].Start < end; low++)
        {
            yield return Localities[low];
        }
    }

    public void Add(int item)
    {
        if (seen.Add(item))
        {
            Found.Add(item);
        }
    }
}
