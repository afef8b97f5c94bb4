using KGPlanGraph.Api.Security;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// The token that this server's own pages (the IDE, the page for people) borrow in Development, so that whoever opens them has an answer without signing in. It can only read.
/// </summary>
internal sealed class DevelopmentReaderToken(IWebHostEnvironment environment, TimeProvider clock)
{
    private static readonly TimeSpan LentFor = TimeSpan.FromHours(8);

    /// <summary>A token for the page that asks; null where none is lent: outside Development, to another machine, to another site.</summary>
    public string? For(HttpContext context) => environment.IsDevelopment() && Loopback.Is(context, withoutAddress: true)
        ? CallerServices.CreateDevelopmentIssuer(environment, clock).Issue(Role.Reader, null, null, LentFor)
        : null;
}
