using System.Net;

namespace KGPlanGraph.Api.Security;

/// <summary>Whether a request comes from this very machine, by nobody's hand but its own.</summary>
internal static class Loopback
{
    private const string SameOrigin = "same-origin";

    // A proxy on this machine makes everybody loopback.
    private static readonly string[] Proxied = ["Forwarded", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "Via"];

    private static readonly string[] ProxiedPrefixes = ["X-Forwarded-", "X-Original-", "X-Envoy-"];

    /// <summary>
    /// From loopback, under a loopback name, through no proxy, and from no page of another site: a name elsewhere may be made to resolve to loopback
    /// (DNS rebinding), and any page in a browser on this machine can send a request here.
    /// </summary>
    /// <param name="context">The request. Without a remote address, as over a Unix socket, it is a proxy's as a rule.</param>
    /// <param name="withoutAddress">What a connection without an address counts as.</param>
    internal static bool Is(HttpContext context, bool withoutAddress = false) =>
        IsLoopback(context.Connection.RemoteIpAddress, withoutAddress) && NamesLoopback(context.Request.Host.Host)
        && !context.Request.Headers.Keys.Any(IsProxys) && IsOwnSite(context.Request);

    private static bool IsProxys(string header) => Proxied.Contains(header, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(ProxiedPrefixes, prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsLoopback(IPAddress? address, bool otherwise) =>
        address is null ? otherwise : IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool NamesLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named));

    private static bool IsOwnSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is "" or "none" or SameOrigin && (origin.Length == 0 || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}
