using System.Net;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// The token that this server's own pages (the IDE, the page for people) borrow in Development, so that whoever opens them has an answer without signing in. It can only read.
/// </summary>
internal sealed class DevelopmentReaderToken(IWebHostEnvironment environment, TimeProvider clock)
{
    private static readonly TimeSpan LentFor = TimeSpan.FromHours(8);

    /// <summary>A token for the page that asks; null where none is lent: outside Development, to another machine, to another site.</summary>
    public string? For(HttpContext context) => environment.IsDevelopment() && IsOwnPage(context)
        ? CallerServices.CreateDevelopmentIssuer(environment, clock).Issue(Role.Reader, null, null, LentFor)
        : null;

    // A page of this very server on this very machine: another site that resolves to loopback has another host, or another origin.
    private static bool IsOwnPage(HttpContext context)
    {
        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        var host = context.Request.Host.Host;
        return (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
            && (host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named)))
            && site is "" or "same-origin";
    }
}
