using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// The authority of the settings. Its keys come from the discovery document: read at the first token, again every
/// <see cref="AuthenticationSettings.AutomaticRefreshInterval"/>, and at once for a key that is not known, at most once per
/// <see cref="JwtBearerOptions.RefreshInterval"/>. An authority that is out of reach leaves the keys as they were.
/// The library's own ConfigurationManager is refused: since 8.0 it reads anew in the background, and so turns away the first tokens
/// that are signed with a new key.
/// </summary>
internal sealed class AuthorityIssuer(
    IOptionsMonitor<JwtBearerOptions> jwtBearer, AuthenticationSettings settings, TimeProvider clock, ILogger<AuthorityIssuer> log) : ITokenIssuer
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    private readonly JwtBearerOptions _options = jwtBearer.Get(JwtBearerDefaults.AuthenticationScheme);
    private readonly long _origin = clock.GetTimestamp();
    private readonly Lock _lock = new();
    private volatile IssuerKeys? _keys;
    private string? _fingerprint;
    private Task? _reading;
    private long _lastReading = long.MinValue / 2;
    private long _nextReading;

    public CallerClaims Claims { get; } = settings.Claims;

    /// <summary>In ticks, by a clock that nobody sets.</summary>
    private long Now => clock.GetElapsedTime(_origin).Ticks;

    /// <summary>Until the next reading may begin.</summary>
    private TimeSpan Wait => TimeSpan.FromTicks(_lastReading + _options.RefreshInterval.Ticks - Now);

    public ValueTask<IssuerKeys?> GetKeysAsync(CancellationToken cancellationToken)
    {
        if (_keys is { } keys)
        {
            if (Now >= Volatile.Read(ref _nextReading))
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
        if (ReferenceEquals(_keys, known) && _options.RefreshOnIssuerKeyNotFound)
        {
            await StartReading().WaitAsync(cancellationToken);
        }

        return _keys ?? known;
    }

    private async ValueTask<IssuerKeys?> ReadFirstAsync(CancellationToken cancellationToken)
    {
        // While the authority is out of reach every token would wait for it: most are told so at once.
        Task reading;
        lock (_lock)
        {
            if (_reading is null && Wait > TimeSpan.Zero)
            {
                return _keys;
            }

            reading = StartReading();
        }

        await reading.WaitAsync(cancellationToken);
        return _keys;
    }

    /// <summary>All who want new keys at the same time wait for the same reading.</summary>
    private Task StartReading()
    {
        lock (_lock)
        {
            return _reading ??= Task.Run(ReadAsync);
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

            var documents = new HttpDocumentRetriever(_options.Backchannel) { RequireHttps = _options.RequireHttpsMetadata };
            var discovered = await OpenIdConnectConfigurationRetriever.GetAsync(_options.MetadataAddress, documents, CancellationToken.None);
            Adopt(discovered);
            interval = settings.AutomaticRefreshInterval;
        }
        catch (Exception e)
        {
            // Whatever went wrong is the authority's or the network's: the keys at hand stay good, and the next reading may succeed.
            log.LogWarning(e, "The signing keys of {Authority} could not be read", _options.MetadataAddress);
        }
        finally
        {
            lock (_lock)
            {
                _lastReading = Now;
                Volatile.Write(ref _nextReading, Now + interval.Ticks);
                _reading = null;
            }
        }
    }

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
        if (_fingerprint == fingerprint)
        {
            return;
        }

        var configured = _options.TokenValidationParameters;
        _keys = new([discovered.Issuer, .. configured.ValidIssuers ?? []], settings.Audiences, discovered.SigningKeys);
        _fingerprint = fingerprint;
    }
}
