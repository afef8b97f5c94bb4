using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>A kind of caller. LEAD leads tasks, COORD coordinates them, OTHER does neither there; the register holds no NOBODY.</summary>
internal sealed record MatrixCaller(string Name, Role Roles, string? Agency = null, bool HasToken = true)
{
    public static readonly MatrixCaller Admin = new("admin", Role.Admin);

    public static readonly MatrixCaller Reader = new("reader", Role.Reader);

    public static readonly MatrixCaller Lead = new("lead agency", Role.Agency, "LEAD");

    public static readonly IReadOnlyList<MatrixCaller> All =
    [
        new("anonymous", Role.None, HasToken: false),
        new("token without a known role", Role.None, "LEAD"),
        Reader,
        new("reader with the lead's agency in the token", Role.Reader, "LEAD"),
        Lead,
        new("coordinating agency", Role.Agency, "COORD"),
        new("unrelated agency", Role.Agency, "OTHER"),
        new("agency that the register does not hold", Role.Agency, "NOBODY"),
        new("agency in the wrong case", Role.Agency, "lead"),
        new("agency role without an agency", Role.Agency),
        new("coordinator", Role.Coordinator),
        new("approver", Role.Approver),
        Admin,
        new("reader and lead agency", Role.Reader | Role.Agency, "LEAD"),
        new("coordinator and agency", Role.Coordinator | Role.Agency, "OTHER"),
        new("approver and agency", Role.Approver | Role.Agency, "OTHER"),
        new("reader and administrator", Role.Reader | Role.Admin),
        new("every role", Role.Reader | Role.Agency | Role.Coordinator | Role.Approver | Role.Admin, "COORD"),
    ];

    public static MatrixCaller Named(string name) => All.Single(caller => caller.Name == name);

    /// <summary>The agency that it acts for.</summary>
    public string? ActsFor => Roles.HasFlag(Role.Agency) ? Agency : null;
}
