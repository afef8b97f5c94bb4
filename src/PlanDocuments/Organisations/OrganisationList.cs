using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Organisations;

/// <summary>Organisations named one after the other.</summary>
/// <param name="Mentions">In the order of the text.</param>
/// <param name="End">The token behind the last.</param>
internal sealed record OrganisationList(IReadOnlyList<Mention> Mentions, int End)
{
    public bool IsEmpty => Mentions.Count == 0;
}

/// <summary>A body named in a passage: one of the register, one known by its form alone, or unnamed others ("các cơ quan liên quan").</summary>
/// <param name="Start">First token.</param>
/// <param name="End">The token behind the last.</param>
/// <param name="Body">The register's; null for the others.</param>
/// <param name="UnknownName">The name as written of a body that the register does not hold.</param>
internal readonly record struct Mention(int Start, int End, KnownOrganisation? Body, string? UnknownName)
{
    public bool IsOpen => Body is null && UnknownName is null;

    /// <summary>By which two mentions of the same body are told.</summary>
    public string Identity => Body?.Code ?? WordKey.Of(UnknownName ?? "");
}
