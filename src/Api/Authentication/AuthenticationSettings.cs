using System.Globalization;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Authentication;

/// <summary>The settings under <c>Authentication</c> that are not ASP.NET Core's own, and those of its own that are checked.</summary>
internal sealed class AuthenticationSettings(IConfiguration configuration)
{
    internal const string SectionName = "Authentication";
    internal const string BearerSectionName = "Authentication:Schemes:" + JwtBearerDefaults.AuthenticationScheme;

    private readonly IConfigurationSection section = configuration.GetSection(SectionName);
    private readonly IConfigurationSection bearer = configuration.GetSection(BearerSectionName);

    /// <summary>Where roles and agency stand in the authority's tokens.</summary>
    internal CallerClaims Claims => new(
        section["RoleClaim"] ?? CallerClaims.Default.RoleClaim,
        section["AgencyClaim"] ?? CallerClaims.Default.AgencyClaim);

    internal bool HasAuthority => !string.IsNullOrWhiteSpace(bearer["Authority"]) || !string.IsNullOrWhiteSpace(bearer["MetadataAddress"]);

    /// <summary>From <c>ValidAudiences</c>, <c>ValidAudience</c> and <c>Audience</c>; never empty where there is an authority.</summary>
    internal IReadOnlyList<string> Audiences =>
        [.. bearer.GetSection("ValidAudiences").GetChildren()
            .Select(audience => audience.Value)
            .Append(bearer["ValidAudience"])
            .Append(bearer["Audience"])
            .OfType<string>()
            .Where(audience => !string.IsNullOrWhiteSpace(audience))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// How long a key that the authority has withdrawn may still be accepted. JwtBearer's own default is 12 hours, which is long for a
    /// stolen key; a reading costs two small requests.
    /// </summary>
    internal TimeSpan AutomaticRefreshInterval =>
        bearer["AutomaticRefreshInterval"] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : TimeSpan.FromMinutes(10);
}

/// <summary>
/// All that is wrong with the settings of authentication, at once; each names its setting and the way out. It looks at the settings as
/// they are written, because binding them throws at the first fault.
/// </summary>
internal sealed class AuthenticationSettingsCheck(IConfiguration configuration, IHostEnvironment environment) : IValidateOptions<AuthenticationSettingsCheck.Checked>
{
    private const string Bearer = AuthenticationSettings.BearerSectionName;

    private static readonly string[] Addresses = ["Authority", "MetadataAddress"];
    private static readonly string[] Switches = ["RequireHttpsMetadata", "RefreshOnIssuerKeyNotFound", "IncludeErrorDetails", "MapInboundClaims", "SaveToken"];
    private static readonly string[] Intervals = ["RefreshInterval", "AutomaticRefreshInterval", "BackchannelTimeout"];
    private static readonly string[] Claims = ["RoleClaim", "AgencyClaim"];

    /// <summary>Stands for the settings in the start's validation.</summary>
    internal sealed class Checked;

    public ValidateOptionsResult Validate(string? name, Checked options)
    {
        var faults = OfAuthority().Concat(OfBearerValues()).Concat(OfClaims()).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> OfAuthority()
    {
        var settings = new AuthenticationSettings(configuration);
        if (!settings.HasAuthority)
        {
            if (!environment.IsDevelopment())
            {
                yield return $"{Bearer}:Authority is missing: outside Development tokens come from an OpenID provider. "
                    + $"Set {EnvironmentName($"{Bearer}:Authority")} to its address, e.g. https://id.example.vn/realms/kg.";
            }

            yield break;
        }

        var mayBePlain = string.Equals(configuration[$"{Bearer}:RequireHttpsMetadata"], "false", StringComparison.OrdinalIgnoreCase);
        foreach (var setting in Addresses)
        {
            if (configuration[$"{Bearer}:{setting}"] is { Length: > 0 } address && FaultOf(address, mayBePlain) is { } fault)
            {
                yield return $"{Bearer}:{setting} {fault}";
            }
        }

        if (settings.Audiences.Count == 0)
        {
            yield return $"{Bearer}:ValidAudiences is missing: without it a token for any other service of the same authority would be accepted. "
                + $"Set {EnvironmentName($"{Bearer}:ValidAudiences:0")} to the audience that the authority gives this service.";
        }
    }

    private static string? FaultOf(string address, bool mayBePlain) => Uri.TryCreate(address, UriKind.Absolute, out var uri) switch
    {
        true when uri!.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && mayBePlain) => null,
        true when uri!.Scheme == Uri.UriSchemeHttp =>
            $"is not HTTPS: give its https:// address, or, for a trial on one machine, set {EnvironmentName($"{Bearer}:RequireHttpsMetadata")} to false.",
        _ => "is not an absolute address: give it with its scheme, e.g. https://id.example.vn/realms/kg.",
    };

    private IEnumerable<string> OfBearerValues()
    {
        foreach (var setting in Switches)
        {
            if (configuration[$"{Bearer}:{setting}"] is { Length: > 0 } text && !bool.TryParse(text, out _))
            {
                yield return $"{Bearer}:{setting} is neither true nor false.";
            }
        }

        foreach (var setting in Intervals)
        {
            if (configuration[$"{Bearer}:{setting}"] is { Length: > 0 } text
                && !(TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval >= TimeSpan.FromSeconds(1)))
            {
                yield return $"{Bearer}:{setting} is not a time of at least a second: give it as hours:minutes:seconds, e.g. 00:00:10.";
            }
        }

        if (configuration.GetSection($"{Bearer}:SigningKeys").Exists())
        {
            yield return $"{Bearer}:SigningKeys holds shared secrets, with which every reader of the settings could sign tokens. Remove it: "
                + "keys come from the authority; in Development the command token makes tokens.";
        }
    }

    private IEnumerable<string> OfClaims() =>
        from setting in Claims
        let key = $"{AuthenticationSettings.SectionName}:{setting}"
        where configuration[key] is { } path && (string.IsNullOrWhiteSpace(path) || path.Split('.').Any(string.IsNullOrWhiteSpace))
        select $"{key} names no claim: give a name or a dotted path, e.g. realm_access.roles, or leave it out.";

    private static string EnvironmentName(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
