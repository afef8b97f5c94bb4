namespace KGPlanGraph.Api.Authentication;

/// <summary>Says whose a token is. HTTP's header and the WebSocket's <c>connection_init</c> go through the same one.</summary>
public interface ITokenVerifier
{
    /// <summary>
    /// Verifies a compact JWT, without the scheme before it. It throws for nothing that a client sent. A token seen before costs a hash
    /// and a look-up; a new one a signature check, and, where its key is unknown, one reading of the authority's keys.
    /// </summary>
    Task<TokenResult> VerifyAsync(string token, CancellationToken cancellationToken);
}
