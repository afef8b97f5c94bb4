using System.Text;
using KGPlanGraph.Api.Http;

namespace KGPlanGraph.Api.Ide;

/// <summary>
/// What a browser gets at <c>/graphql/</c>: Banana Cake Pop from this server alone, or a plain page where it was not built in. The policy lets nothing else be asked.
/// </summary>
internal sealed class IdePage(IdeFiles files, bool showsHelp) : IBrowserPage
{
    // The IDE compiles its storage's schemas with eval, sets styles from script and runs its editor in workers made of blobs. It is allowed no host but this one.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data: blob:; "
        + "worker-src 'self' blob:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly byte[] Configuration = Encoding.UTF8.GetBytes(
        """{"useBrowserUrlAsEndpoint":true,"title":"KGPlanGraph","disableTelemetry":true,"gaTrackingId":null}""");

    /// <inheritdoc/>
    public async Task WriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Request.Path.Value!.EndsWith('/'))
        {
            // The IDE's own addresses are relative to the folder.
            context.Response.Headers.Vary = "Accept";
            context.Response.Redirect($"{context.Request.PathBase}{context.Request.Path}/", permanent: true);
            return;
        }

        context.Response.Headers.Vary = "Accept";
        if (files.Find("index.html") is not { } index)
        {
            await WriteAsync(context, IdeFiles.Own("plain.html")!, "text/html; charset=utf-8");
            return;
        }

        using var reader = new StreamReader(index.CreateReadStream());
        var html = await reader.ReadToEndAsync(context.RequestAborted);
        if (showsHelp)
            html = html.Replace("</head>", """<link href="help.css" rel="stylesheet"><script type="module" src="help.js"></script></head>""", StringComparison.Ordinal);
        await WriteAsync(context, Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8");
    }

    /// <summary>Answers a file below <c>/graphql/</c>.</summary>
    public async Task WriteFileAsync(HttpContext context, string path)
    {
        switch (path)
        {
            case "bcp-config.json":
                await WriteAsync(context, Configuration, "application/json");
                return;
            case "help.js" or "help.css":
                await WriteAsync(context, IdeFiles.Own(path)!, IdeFiles.TypeOf(path));
                return;
        }

        if (files.Find(path) is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        SetHeaders(context, IdeFiles.TypeOf(path));
        // Names below static carry a hash of their content.
        if (path.StartsWith("static/", StringComparison.Ordinal))
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.ContentLength = file.Length;
        await context.Response.SendFileAsync(file, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, byte[] body, string type)
    {
        SetHeaders(context, type);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static void SetHeaders(HttpContext context, string type)
    {
        context.Response.ContentType = type;
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
    }
}
