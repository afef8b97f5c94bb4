using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Security;

/// <summary>An origin with a path, or without its scheme, would never match a browser's, and nobody would know why.</summary>
internal sealed class CrossOriginFaults(IConfiguration configuration) : IValidateOptions<CrossOriginFaults.Checked>
{
    /// <summary>Stands for the settings in the start's validation.</summary>
    internal sealed class Checked;

    public ValidateOptionsResult Validate(string? name, Checked options)
    {
        var faults = CrossOrigin.OriginsIn(configuration)
            .Where(origin => origin != "*" && !IsOrigin(origin))
            .Select(origin => $"Cors:Origins holds \"{origin}\", which is no origin: give scheme, host and port alone, e.g. https://app.example.vn.")
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
