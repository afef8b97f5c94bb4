namespace KGPlanGraph.Api.Authentication;

/// <summary>One issuer whose tokens are accepted.</summary>
internal interface ITokenIssuer
{
    /// <summary>Where roles and agency stand in its tokens.</summary>
    CallerClaims Claims { get; }

    /// <summary>Its keys as last read; null where they have never been read and are out of reach.</summary>
    ValueTask<IssuerKeys?> GetKeysAsync(CancellationToken cancellationToken);

    /// <summary>Reads the keys anew because a signature did not match <paramref name="known"/>; the same object where nothing is new.</summary>
    ValueTask<IssuerKeys> RefreshKeysAsync(IssuerKeys known, CancellationToken cancellationToken);
}
