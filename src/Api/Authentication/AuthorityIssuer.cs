using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// The authority of the settings. Its keys come from the discovery document: read at the first token, again every
/// <see cref="AuthenticationSettings.AutomaticRefreshInterval"/>, and at once for a key that is not known, at most once per
/// <see cref="JwtBearerOptions.RefreshInterval"/>. An authority that is out of reach leaves the keys as they were.
/// The library's own ConfigurationManager is refused: since 8.0 it reads again in the background, and so turns away the first tokens
/// that are signed with a new key.
/// </summary>
internal sealed class AuthorityIssuer(
    IOptionsMonitor<JwtBearerOptions> jwtBearer, AuthenticationSettings settings, TimeProvider clock, ILogger<AuthorityIssuer> log) : ITokenIssuer
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    private readonly JwtBearerOptions options = jwtBearer.Get(JwtBearerDefaults.AuthenticationScheme);
    private readonly long origin = clock.GetTimestamp();
    private readonly Lock sync = new();
    private volatile IssuerKeys? keys;
    private string? fingerprint;
    private Task? reading;
    private long lastReading = long.MinValue / 2;
    private long nextReading;

    public CallerClaims Claims { get; } = settings.Claims;

    /// <summary>In ticks, by a clock that nobody sets.</summary>
    private long Now => clock.GetElapsedTime(origin).Ticks;

    /// <summary>Until the next reading may begin.</summary>
    private TimeSpan Wait => TimeSpan.FromTicks(lastReading + options.RefreshInterval.Ticks - Now);

    public ValueTask<IssuerKeys?> GetKeysAsync(CancellationToken cancellationToken)
    {
        if (this.keys is { } keys)
        {
            if (Now >= Volatile.Read(ref nextReading))
            {
                // In the background: the keys at hand serve until the new ones are there.
                _ = StartReading();
            }

            return new(keys);
        }

        return ReadFirstAsync(cancellationToken);
    }

    public async ValueTask<IssuerKeys> RefreshKeysAsync(IssuerKeys known, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(keys, known) && options.RefreshOnIssuerKeyNotFound)
        {
            await StartReading().WaitAsync(cancellationToken);
        }

        return keys ?? known;
    }

    private async ValueTask<IssuerKeys?> ReadFirstAsync(CancellationToken cancellationToken)
    {
        // While the authority is out of reach every token would wait for it: most are told so at once.
        Task reading;
        lock (sync)
        {
            if (this.reading is null && Wait > TimeSpan.Zero)
            {
                return keys;
            }

            reading = StartReading();
        }

        await reading.WaitAsync(cancellationToken);
        return keys;
    }

    /// <summary>All who want new keys at the same time wait for the same reading.</summary>
    private Task StartReading()
    {
        lock (sync)
        {
            return reading ??= Task.Run(ReadAsync);
        }
    }

    private async Task ReadAsync()
    {
        var interval = RetryInterval;
        try
        {
            // Rather late than refused: a new key may be published within the interval, and its tokens are good.
            if (Wait is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, clock);
            }

            var documents = new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata };
            var discovered = await OpenIdConnectConfigurationRetriever.GetAsync(options.MetadataAddress, documents, CancellationToken.None);
            Adopt(discovered);
            interval = settings.AutomaticRefreshInterval;
        }
        catch (Exception e)
        {
            // Whatever went wrong is the authority's or the network's: the keys at hand stay good, and the next reading may succeed.
            log.LogWarning(e, "The signing keys of {Authority} could not be read", options.MetadataAddress);
        }
        finally
        {
            lock (sync)
            {
                lastReading = Now;
                Volatile.Write(ref nextReading, Now + interval.Ticks);
                reading = null;
            }
        }
    }

    private static Dictionary<string, string> AlgorithmsOf(OpenIdConnectConfiguration discovered) => discovered.JsonWebKeySet.Keys
        .Where(key => !string.IsNullOrEmpty(key.Kid) && !string.IsNullOrEmpty(key.Alg))
        .GroupBy(key => key.Kid, StringComparer.Ordinal)
        .Where(keys => keys.Select(key => key.Alg).Distinct(StringComparer.Ordinal).Count() == 1)
        .ToDictionary(keys => keys.Key, keys => keys.First().Alg, StringComparer.Ordinal);

    private void Adopt(OpenIdConnectConfiguration discovered)
    {
        if (string.IsNullOrEmpty(discovered.Issuer) || discovered.SigningKeys.Count == 0)
        {
            throw new InvalidDataException("The discovery document names no issuer or no signing key.");
        }

        var fingerprint = string.Join('\n', discovered.JsonWebKeySet.Keys
            .Select(key => string.Join(' ', key.Kid, key.Kty, key.Use, key.Alg, key.N, key.E, key.Crv, key.X, key.Y, string.Join(',', key.X5c)))
            .Order(StringComparer.Ordinal)
            .Prepend(discovered.Issuer));
        if (this.fingerprint == fingerprint)
        {
            return;
        }

        var configured = options.TokenValidationParameters;
        keys = new([discovered.Issuer, .. configured.ValidIssuers ?? []], settings.Audiences, discovered.SigningKeys, AlgorithmsOf(discovered));
        this.fingerprint = fingerprint;
    }
}
