using System.Globalization;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Schema.Limits;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Startup;

/// <summary>
/// What no section's own check looks at: names that do not exist under a section of the service's own, switches, addresses to listen on and
/// log levels. A misspelt name would otherwise be ignored, and a misspelt connection string would start the service on another database.
/// </summary>
internal sealed class SettingsCheck(IConfiguration configuration) : IValidateOptions<SettingsCheck.Checked>
{
    // The names below each section. A name whose values have names of their own (a list, a role) is followed by a colon.
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        [GraphQLOptions.Section] =
        [
            .. typeof(GraphQLOptions).GetProperties().Select(property => property.Name).Where(name => name != nameof(GraphQLOptions.RoleBudgets)),
            nameof(GraphQLOptions.RoleBudgets) + ":",
        ],
        [AuthenticationSettings.SectionName] = ["RoleClaim", "AgencyClaim", "DefaultScheme", "Schemes:"],
        [AuthenticationSettings.SectionName + ":Schemes"] = ["Bearer:"],
        [AuthenticationSettings.BearerSectionName] =
        [
            "Authority", "MetadataAddress", "Audience", "ValidAudience", "ValidAudiences:", "ValidIssuer", "ValidIssuers:", "ValidAlgorithms:", "RequireHttpsMetadata",
            "AutomaticRefreshInterval", "RefreshInterval", "BackchannelTimeout", "RefreshOnIssuerKeyNotFound", "IncludeErrorDetails", "MapInboundClaims", "SaveToken",
            "Challenge", "SigningKeys:", "ForwardAuthenticate", "ForwardChallenge", "ForwardDefault", "ForwardForbid", "ForwardSignIn", "ForwardSignOut",
        ],
        ["SignIn"] = ["Authority", "ClientId", "ClientSecret"],
        ["Cors"] = ["Origins:", "Headers:"],
        ["Ide"] = ["Enabled"],
        ["FirstData"] = ["Load"],
        ["ConnectionStrings"] = ["KGPlanGraph"],
    };

    private static readonly string[] RoleBudgetNames = [nameof(GraphQLOptions.MaxFieldCost), nameof(GraphQLOptions.MaxTypeCost)];

    private static readonly string[] Switches = ["Ide:Enabled", "FirstData:Load"];

    /// <summary>Stands for all settings in the start's validation.</summary>
    internal sealed class Checked;

    public ValidateOptionsResult Validate(string? name, Checked options)
    {
        var faults = UnknownNames().Concat(WrongSwitches()).Concat(WrongAddresses()).Concat(WrongLogLevels()).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> UnknownNames()
    {
        foreach (var (section, names) in Names)
        {
            if (configuration[section] is { Length: > 0 })
            {
                yield return Valued(section, names);
            }

            foreach (var child in configuration.GetSection(section).GetChildren())
            {
                var known = names.FirstOrDefault(name => name.TrimEnd(':').Equals(child.Key, StringComparison.OrdinalIgnoreCase));
                if (known is null)
                {
                    yield return Unknown(child.Path, section, names);
                }
                else if (!known.EndsWith(':') && child.GetChildren().Any())
                {
                    yield return $"{child.Path} takes one value, and has names below it: {child.GetChildren().First().Path}.";
                }
            }
        }

        var budgets = configuration.GetSection($"{GraphQLOptions.Section}:{nameof(GraphQLOptions.RoleBudgets)}");
        if (budgets.Value is { Length: > 0 })
        {
            yield return Valued(budgets.Path, ["READER"]);
        }

        foreach (var role in budgets.GetChildren())
        {
            if (role.Value is { Length: > 0 })
            {
                yield return Valued(role.Path, RoleBudgetNames);
            }

            foreach (var budget in role.GetChildren().Where(budget => !RoleBudgetNames.Contains(budget.Key, StringComparer.OrdinalIgnoreCase)))
            {
                yield return Unknown(budget.Path, role.Path, RoleBudgetNames);
            }
        }
    }

    private static string Valued(string path, IEnumerable<string> names) =>
        $"{path} takes no value of its own, but has names below it, such as {path}:{names.First().TrimEnd(':')}.";

    private static string Unknown(string path, string section, IEnumerable<string> names) =>
        $"{path} does not exist. Under {section} there {(names.Count() == 1 ? "is" : "are")} {string.Join(", ", names.Select(name => name.TrimEnd(':')).Order(StringComparer.Ordinal))}.";

    private IEnumerable<string> WrongSwitches() =>
        from setting in Switches
        where configuration[setting] is { Length: > 0 } text && !bool.TryParse(text, out _)
        select $"{setting} is '{configuration[setting]}', but must be true or false.";

    private IEnumerable<string> WrongAddresses()
    {
        foreach (var address in (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IsAddress(address))
            {
                yield return $"ASPNETCORE_URLS is '{address}', but must be an address to listen on, such as http://localhost:5080 or http://*:5080.";
            }
        }

        foreach (var setting in new[] { WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey })
        {
            foreach (var port in (configuration[setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                {
                    yield return $"ASPNETCORE_{setting.ToUpperInvariant()} is '{port}', but must be a port from 0 to 65535.";
                }
            }
        }
    }

    private static bool IsAddress(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { Scheme: "http" or "https", Port: >= 0 and <= ushort.MaxValue };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private IEnumerable<string> WrongLogLevels()
    {
        var logging = configuration.GetSection("Logging");
        var sections = logging.GetChildren().Select(provider => provider.GetSection("LogLevel")).Prepend(logging.GetSection("LogLevel")).ToList();
        return sections.Where(section => section.Value is { Length: > 0 }).Select(section => Valued(section.Path, ["Default"])).Concat(sections
            .SelectMany(section => section.GetChildren())
            .Where(level => level.Value is { Length: > 0 } text && (!Enum.TryParse<LogLevel>(text, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed)))
            .Select(level => $"{level.Path} is '{level.Value}', but must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}."));
    }
}
