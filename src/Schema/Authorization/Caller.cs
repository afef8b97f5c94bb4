namespace KGPlanGraph.Schema.Authorization;

/// <summary>Who asks, as far as a verified token says it.</summary>
/// <param name="Subject">The token's <c>sub</c>; null without a token.</param>
/// <param name="Name">The token's <c>name</c>, if it has one.</param>
/// <param name="Roles">All known roles of the token.</param>
/// <param name="AgencyCode">The agency claim as it stands in the token; it may name no agency of the register, and then acts for none.</param>
/// <param name="ExpiresAt">When the token ends, in UTC; null without a token.</param>
public sealed record Caller(string? Subject, string? Name, Role Roles, string? AgencyCode, DateTimeOffset? ExpiresAt)
{
    /// <summary>A request without a token.</summary>
    public static readonly Caller Anonymous = new(null, null, Role.None, null, null);

    /// <summary>True for a caller with a valid token, whatever its roles.</summary>
    public bool IsAuthenticated => Subject is not null;

    /// <summary>The code of the agency that the caller acts for as an agency; null without the role or a code. The register may not hold it.</summary>
    public string? ActingFor => HasAny(Role.Agency) ? AgencyCode : null;

    /// <summary>True where the caller has at least one of <paramref name="roles"/>.</summary>
    public bool HasAny(Role roles) => (Roles & roles) != 0;
}

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
