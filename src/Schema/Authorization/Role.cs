namespace KGPlanGraph.Schema.Authorization;

/// <summary>
/// What a token lets its bearer do. Roles add up; <see cref="None"/> may do nothing.
/// The names are the GraphQL enum's, and, without regard to case, the token's.
/// </summary>
[Flags]
public enum Role
{
    None = 0,

    /// <summary>Reads what is published.</summary>
    Reader = 1,

    /// <summary>Acts for the agency of its token: reports, proposes, keeps its investment items.</summary>
    Agency = 2,

    /// <summary>Sở Công Thương: keeps the plan, reviews reports, gives opinions.</summary>
    Coordinator = 4,

    /// <summary>UBND tỉnh: publishes plans, decides amendments.</summary>
    Approver = 8,

    /// <summary>Keeps registers, reads the audit trail.</summary>
    Admin = 16,
}
