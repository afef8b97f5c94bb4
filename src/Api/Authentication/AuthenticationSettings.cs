using System.Globalization;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace KGPlanGraph.Api.Authentication;

/// <summary>The settings under <c>Authentication</c> that are not ASP.NET Core's own, and those of its own that are checked.</summary>
internal sealed class AuthenticationSettings(IConfiguration configuration)
{
    internal const string SectionName = "Authentication";
    internal const string BearerSectionName = "Authentication:Schemes:" + JwtBearerDefaults.AuthenticationScheme;

    private readonly IConfigurationSection _section = configuration.GetSection(SectionName);
    private readonly IConfigurationSection _bearer = configuration.GetSection(BearerSectionName);

    /// <summary>Where roles and agency stand in the authority's tokens.</summary>
    internal CallerClaims Claims => new(
        _section["RoleClaim"] ?? CallerClaims.Default.RoleClaim,
        _section["AgencyClaim"] ?? CallerClaims.Default.AgencyClaim);

    internal bool HasAuthority => !string.IsNullOrWhiteSpace(_bearer["Authority"]) || !string.IsNullOrWhiteSpace(_bearer["MetadataAddress"]);

    /// <summary>From <c>ValidAudiences</c>, <c>ValidAudience</c> and <c>Audience</c>; never empty where there is an authority.</summary>
    internal IReadOnlyList<string> Audiences =>
        [.. _bearer.GetSection("ValidAudiences").GetChildren()
            .Select(audience => audience.Value)
            .Append(_bearer["ValidAudience"])
            .Append(_bearer["Audience"])
            .OfType<string>()
            .Where(audience => !string.IsNullOrWhiteSpace(audience))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// How long a key that the authority has withdrawn may still be accepted. JwtBearer's own default is 12 hours, which is long for a
    /// stolen key; a reading costs two small requests.
    /// </summary>
    internal TimeSpan AutomaticRefreshInterval =>
        _bearer["AutomaticRefreshInterval"] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : TimeSpan.FromMinutes(10);
}
