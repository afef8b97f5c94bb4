using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Authorization;

/// <summary>
/// Who may do what, said once (domain.md, "Who may do what"). Which rows exist for whom is in each type's <c>Visible</c>,
/// in terms of these.
/// </summary>
public static class Permissions
{
    /// <summary>Reads at all.</summary>
    public const Role Read = Role.Reader | Role.Agency | Role.Coordinator | Role.Approver | Role.Admin;

    /// <summary>Sees draft plans and all that is in them.</summary>
    public const Role SeesDrafts = Role.Coordinator | Role.Approver | Role.Admin;

    /// <summary>Sees every report and amendment, whatever its state.</summary>
    public const Role SeesAllReports = Role.Coordinator | Role.Approver | Role.Admin;

    /// <summary>Reads a report's obstacles, proposals, review note and persons, an amendment's proposer, a change's actor.</summary>
    public const Role ReadsInternals = Role.Agency | Role.Coordinator | Role.Approver | Role.Admin;

    /// <summary>Reads a change's values before and after.</summary>
    public const Role ReadsValues = Role.Coordinator | Role.Admin;

    /// <summary>Each mutation's roles, by its field name.</summary>
    public static readonly IReadOnlyDictionary<string, Role> Mutations = new Dictionary<string, Role>
    {
        ["submitProgressReport"] = Role.Agency,
        ["submitProgressReports"] = Role.Agency,
        ["withdrawProgressReport"] = Role.Agency,
        ["acceptProgressReport"] = Role.Coordinator,
        ["returnProgressReport"] = Role.Coordinator,
        ["proposeAmendment"] = Role.Agency,
        ["withdrawAmendment"] = Role.Agency,
        ["reviewAmendment"] = Role.Coordinator,
        ["decideAmendment"] = Role.Approver,
        ["createIndustrialZone"] = Role.Agency | Role.Coordinator,
        ["updateIndustrialZone"] = Role.Agency | Role.Coordinator,
        ["createIndustrialCluster"] = Role.Agency | Role.Coordinator,
        ["updateIndustrialCluster"] = Role.Agency | Role.Coordinator,
        ["createInvestmentProject"] = Role.Agency | Role.Coordinator,
        ["updateInvestmentProject"] = Role.Agency | Role.Coordinator,
        ["importPlan"] = Role.Coordinator,
        ["updatePlan"] = Role.Coordinator,
        ["discardDraft"] = Role.Coordinator,
        ["createSection"] = Role.Coordinator,
        ["updateSection"] = Role.Coordinator,
        ["deleteSection"] = Role.Coordinator,
        ["createTask"] = Role.Coordinator,
        ["updateTask"] = Role.Coordinator,
        ["deleteTask"] = Role.Coordinator,
        ["assignAgency"] = Role.Coordinator,
        ["unassignAgency"] = Role.Coordinator,
        ["setDeadline"] = Role.Coordinator,
        ["removeDeadline"] = Role.Coordinator,
        ["publishPlan"] = Role.Approver,
        ["closePlan"] = Role.Approver,
        ["createAgency"] = Role.Admin,
        ["updateAgency"] = Role.Admin,
    };
}

/// <summary>The two refusals. Their first sentences are Hot Chocolate's.</summary>
public static class AuthorizationErrors
{
    /// <summary>No token.</summary>
    public static readonly GraphQLError NotAuthenticated = new(ErrorCodes.NotAuthenticated, new(
        "The current user is not authenticated; send a token: Authorization: Bearer …",
        "Người dùng chưa đăng nhập; hãy gửi mã truy cập: Authorization: Bearer …"));

    /// <summary>The one that fits the caller, who has none of <paramref name="needed"/>.</summary>
    public static GraphQLError For(Caller caller, Role needed) => caller.IsAuthenticated
        ? new(ErrorCodes.NotAuthorized, new(
            $"The current user is not authorized to access this resource. It needs the role {Names(needed, "or", "")}; the token has {Names(caller.Roles, "and", "no role that the service knows")}.",
            $"Người dùng hiện tại không có quyền truy cập tài nguyên này. Cần vai trò {Names(needed, "hoặc", "")}; mã truy cập {(caller.Roles == Role.None ? "" : "có ")}{Names(caller.Roles, "và", "không có vai trò nào mà hệ thống biết")}."))
        : NotAuthenticated;

    private static string Names(Role roles, string conjunction, string none)
    {
        var names = Enum.GetValues<Role>().Where(role => role != Role.None && roles.HasFlag(role)).Select(role => role.ToString().ToUpperInvariant()).ToList();
        return names switch
        {
            [] => none,
            [var only] => only,
            [.. var first, var last] => $"{string.Join(", ", first)} {conjunction} {last}",
        };
    }
}
