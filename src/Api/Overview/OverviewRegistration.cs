using System.Reflection;

namespace KGPlanGraph.Api.Overview;

/// <summary>The page for people who look rather than read: <c>/</c>, drawn in the browser from the API itself.</summary>
internal static class OverviewRegistration
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps the page, its script and its style.</summary>
    public static void MapOverview(this WebApplication app)
    {
        Map(app, "/", "overview.html", "text/html; charset=utf-8");
        foreach (var script in (string[])["overview.js", "overview-api.js"])
        {
            Map(app, "/" + script, script, "text/javascript; charset=utf-8");
        }

        Map(app, "/overview.css", "overview.css", "text/css; charset=utf-8");
    }

    private static void Map(WebApplication app, string path, string name, string type)
    {
        var page = Read(name);
        app.MapGet(path, async context =>
        {
            context.Response.ContentType = type;
            context.Response.ContentLength = page.Length;
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.Body.WriteAsync(page, context.RequestAborted);
        });
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Overview." + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
