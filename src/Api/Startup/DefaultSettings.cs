using Microsoft.Extensions.Configuration.Memory;

namespace KGPlanGraph.Api.Startup;

/// <summary>
/// What holds where no file, environment variable or argument says otherwise. In code, because a settings file would be read from the content
/// root, which is wherever the command was typed.
/// </summary>
internal static class DefaultSettings
{
    private const string Url = "http://localhost:5080";

    /// <summary>Puts the defaults below all other sources.</summary>
    internal static WebApplicationBuilder AddDefaultSettings(this WebApplicationBuilder builder)
    {
        var development = builder.Environment.IsDevelopment();
        var settings = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Microsoft"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
            // It would start an activity and a scope for each request, for log lines that nobody asked for; the access record has what they say.
            ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
            // It logs why the start failed, with a stack; ServeCommand says it in one line.
            ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
            ["Logging:Console:FormatterName"] = development ? "simple" : "json",
            ["Logging:Console:FormatterOptions:SingleLine"] = "true",
            ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
            ["Logging:Console:FormatterOptions:TimestampFormat"] = development ? "HH:mm:ss " : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
        };
        // Containers say with http_ports on which ports to listen, on all addresses; a default of ours would win over that.
        if (builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null)
        {
            settings[WebHostDefaults.ServerUrlsKey] = Url;
        }

        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = settings });
        return builder;
    }
}

/// <summary>Where a server of these settings can be asked from its own machine.</summary>
internal static class ListenAddress
{
    /// <summary>In Kestrel's order: its own endpoints, then addresses, then ports; of several the first that is plain HTTP, else the first.</summary>
    internal static Uri Of(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        var addresses = endpoints.Count > 0 ? endpoints : [.. Split(configuration[WebHostDefaults.ServerUrlsKey])];
        if (addresses.Count == 0)
        {
            addresses.AddRange(Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"));
            addresses.AddRange(Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"));
        }

        var address = BindingAddress.Parse(addresses.FirstOrDefault(IsPlain) ?? addresses[0]);
        return new UriBuilder(address.Scheme, IsAnyAddress(address.Host) ? "localhost" : address.Host, address.Port).Uri;
    }

    private static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsPlain(string address) => address.StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    private static bool IsAnyAddress(string host) => host is "*" or "+" or "0.0.0.0" or "[::]";
}
