namespace KGPlanGraph.Persistence.PlanDocuments.Bodies;

/// <summary>Bodies named one after the other.</summary>
/// <param name="Mentions">In the order of the text.</param>
/// <param name="End">The token behind the last.</param>
internal sealed record BodyList(IReadOnlyList<Mention> Mentions, int End)
{
    public bool IsEmpty => Mentions.Count == 0;
}
