namespace KGPlanGraph.Api.Authentication;

/// <summary>Why a token is not accepted.</summary>
public enum TokenFailure
{
    /// <summary>Not a signed JWT, or larger than <see cref="TokenVerifier.LongestToken"/>.</summary>
    Malformed,

    /// <summary>Signed with an algorithm other than RS, PS or ES with 256, 384 or 512 bits.</summary>
    Algorithm,

    Issuer,
    Audience,

    /// <summary>Signed with a key that the issuer does not publish.</summary>
    UnknownKey,

    Signature,

    /// <summary>Without <c>exp</c>.</summary>
    NoExpiry,

    Expired,
    NotYetValid,

    /// <summary>Without <c>sub</c>, <c>client_id</c> and <c>azp</c>.</summary>
    NoSubject,

    /// <summary>The token may be good: the authority's keys have never been read yet, and are out of reach.</summary>
    AuthorityOutOfReach,
}
