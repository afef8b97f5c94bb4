using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Api.Authentication;

/// <summary>What became of a token: a caller, or the reason why there is none.</summary>
/// <param name="Caller">The token's bearer; its <see cref="Caller.ExpiresAt"/> is the token's end. Null with a <paramref name="Failure"/>.</param>
/// <param name="Failure">Null for a good token.</param>
public sealed record TokenResult(Caller? Caller, TokenFailure? Failure)
{
    /// <summary>The result of a token that is refused.</summary>
    public static TokenResult Refused(TokenFailure failure) => new(null, failure);
}
