using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace KGPlanGraph.Api.Security;

/// <summary>
/// CORS for the origins of <c>Cors:Origins</c> (<c>Cors__Origins__0</c>, … or one text with commas; <c>*</c> for any); off without.
/// Requests may carry the headers that the service reads, and those of <c>Cors:Headers</c>, which clients send for reasons of their own.
/// Credentials are never allowed: the cookie of somebody who has signed in is for the server's own pages.
/// </summary>
public static class CrossOrigin
{
    private const string Setting = "Cors:Origins";
    private const string HeadersSetting = "Cors:Headers";

    /// <summary>Registers the policy, where there is one, and the check of the origins at the start.</summary>
    public static WebApplicationBuilder AddCrossOrigin(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<CorsSettingsCheck.Checked>, CorsSettingsCheck>();
        builder.Services.AddOptions<CorsSettingsCheck.Checked>().ValidateOnStart();
        var origins = OriginsIn(builder.Configuration);
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Delete)
            .WithHeaders([
                HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.Accept, HeaderNames.AcceptLanguage, HeaderNames.IfNoneMatch,
                HeaderNames.CacheControl, HeaderNames.TraceParent, HeaderNames.TraceState, "GraphQL-Cost", "Last-Event-ID",
                .. HeadersIn(builder.Configuration)])
            .WithExposedHeaders(
                HeaderNames.ETag, HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate, "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
        return builder;
    }

    /// <summary>In front of <c>UseCallers</c>, so that a browser may read a 401. Does nothing without origins.</summary>
    public static WebApplication UseCrossOrigin(this WebApplication app)
    {
        if (OriginsIn(app.Configuration).Length > 0)
        {
            app.UseCors();
        }

        return app;
    }

    internal static string[] OriginsIn(IConfiguration configuration) => ListIn(configuration, Setting);

    internal static string[] HeadersIn(IConfiguration configuration) => ListIn(configuration, HeadersSetting);

    private static string[] ListIn(IConfiguration configuration, string setting)
    {
        var section = configuration.GetSection(setting);
        return [.. section.GetChildren()
            .Select(child => child.Value)
            .Append(section.Value)
            .OfType<string>()
            .SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }
}

/// <summary>An origin with a path, or without its scheme, or what is no name of a header would never match a browser's, and nobody would know why.</summary>
internal sealed class CorsSettingsCheck(IConfiguration configuration) : IValidateOptions<CorsSettingsCheck.Checked>
{
    /// <summary>Stands for the settings in the start's validation.</summary>
    internal sealed class Checked;

    public ValidateOptionsResult Validate(string? name, Checked options)
    {
        var faults = CrossOrigin.OriginsIn(configuration)
            .Where(origin => origin != "*" && !IsOrigin(origin))
            .Select(origin => $"Cors:Origins holds \"{origin}\", which is no origin: give scheme, host and port alone, e.g. https://app.example.vn.")
            .Concat(CrossOrigin.HeadersIn(configuration)
                .Where(header => !IsHeaderName(header))
                .Select(header => $"Cors:Headers holds \"{header}\", which is no name of a header, e.g. apollographql-client-name."))
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);

    // A token of RFC 9110.
    private static bool IsHeaderName(string text) => text.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal));
}
