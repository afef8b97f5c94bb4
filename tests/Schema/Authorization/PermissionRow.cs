using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>One row of permissions.md.</summary>
/// <param name="What">The first cell, as written.</param>
/// <param name="Anonymous">Whether it is for callers without a token.</param>
/// <param name="Roles">The roles whose cell is not "–".</param>
internal sealed record PermissionRow(string What, bool Anonymous, Role Roles)
{
    /// <summary>Roles add up: one that has it is enough.</summary>
    public bool IsFor(MatrixCaller caller) => caller.HasToken ? (caller.Roles & Roles) != 0 : Anonymous;
}
