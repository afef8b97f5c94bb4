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

    /// <summary>True where the caller has at least one of <paramref name="roles"/>.</summary>
    public bool HasAny(Role roles) => (Roles & roles) != 0;
}
