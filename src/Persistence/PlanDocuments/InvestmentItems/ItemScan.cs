using KGPlanGraph.Persistence.PlanDocuments.Localities;
using KGPlanGraph.Persistence.PlanDocuments.Text;

namespace KGPlanGraph.Persistence.PlanDocuments.InvestmentItems;

/// <summary>One task's text in search of items.</summary>
/// <param name="Passage">The task's content.</param>
/// <param name="End">The token where the assignment begins: items are named before.</param>
/// <param name="Localities">Places named in it.</param>
/// <param name="LeadCode">Who will manage the items.</param>
/// <param name="Label">For the warnings.</param>
internal sealed record ItemScan(Passage Passage, int End, IReadOnlyList<FoundLocality> Localities, string? LeadCode, string Label)
{
    public List<int> Found { get; } = [];

    /// <summary>Places whose name lies between the tokens.</summary>
    public FoundLocality[] Within(int start, int end) => [.. Localities.Where(found => found.Start >= start && found.Start < end)];

    public void Add(int item)
    {
        if (!Found.Contains(item)) Found.Add(item);
    }
}
