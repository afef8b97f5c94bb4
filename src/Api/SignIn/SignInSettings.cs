using System.Net;
using KGPlanGraph.Api.Authentication;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.SignIn;

/// <summary>The settings under <c>SignIn</c>: the OpenID provider at which people sign in on the pages. Off without them.</summary>
internal sealed class SignInSettings(IConfiguration configuration)
{
    internal const string SectionName = "SignIn";

    private readonly IConfigurationSection section = configuration.GetSection(SectionName);

    internal string? Authority => NonBlank(nameof(Authority));

    internal string? ClientId => NonBlank(nameof(ClientId));

    /// <summary>Null for a public client, which has PKCE alone.</summary>
    internal string? ClientSecret => NonBlank(nameof(ClientSecret));

    internal bool IsOn => Authority is not null && ClientId is not null;

    /// <summary>Whether the provider must be asked over HTTPS: always, but for one on this machine and where the bearer tokens' authority needs none.</summary>
    internal bool RequiresHttps => !IsOnThisMachine
        && !string.Equals(configuration[$"{AuthenticationSettings.BearerSectionName}:RequireHttpsMetadata"], "false", StringComparison.OrdinalIgnoreCase);

    private bool IsOnThisMachine => Uri.TryCreate(Authority, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    private string? NonBlank(string name) => section[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}

/// <summary>All that is wrong with the settings of signing in, at once.</summary>
internal sealed class SignInSettingsCheck(IConfiguration configuration) : IValidateOptions<SignInSettingsCheck.Checked>
{
    /// <summary>Stands for the settings in the start's validation.</summary>
    internal sealed class Checked;

    public ValidateOptionsResult Validate(string? name, Checked options)
    {
        var settings = new SignInSettings(configuration);
        if (settings is { Authority: null, ClientId: null, ClientSecret: null })
        {
            return ValidateOptionsResult.Success;
        }

        var faults = Faults(settings).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(SignInSettings settings)
    {
        if (settings.Authority is null)
        {
            yield return "SignIn:Authority is missing: set SignIn__Authority to the address of the OpenID provider at which people sign in, e.g. https://id.example.vn/realms/kg.";
        }
        else if (!Uri.TryCreate(settings.Authority, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            yield return "SignIn:Authority is not an absolute address: give it with its scheme, e.g. https://id.example.vn/realms/kg.";
        }
        else if (uri.Scheme == Uri.UriSchemeHttp && settings.RequiresHttps)
        {
            yield return "SignIn:Authority is not HTTPS: give its https:// address. Plain HTTP is for a provider on this machine.";
        }

        if (settings.ClientId is null)
        {
            yield return "SignIn:ClientId is missing: set SignIn__ClientId to the name under which the provider knows this service.";
        }

        if (!new AuthenticationSettings(configuration).HasAuthority)
        {
            yield return "SignIn needs Authentication:Schemes:Bearer:Authority and an audience: what a person may do is read from the access token, which is checked as any other token is. "
                + "Set Authentication__Schemes__Bearer__Authority and Authentication__Schemes__Bearer__ValidAudiences__0.";
        }
    }
}
