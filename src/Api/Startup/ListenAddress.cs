namespace KGPlanGraph.Api.Startup;

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

    static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    static bool IsPlain(string address) => address.StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    static bool IsAnyAddress(string host) => host is "*" or "+" or "0.0.0.0" or "[::]";
}
