using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Http;
using KGPlanGraph.Api.Requests;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace KGPlanGraph.Api.Ide;

/// <summary>
/// What a browser gets at <c>/graphql/</c>: Banana Cake Pop from this server alone, or a plain page where it was not built in. The policy lets nothing else be asked.
/// </summary>
/// <param name="files">The IDE's and this project's.</param>
/// <param name="lent">For new documents, in Development.</param>
/// <param name="showsHelp">Whether the page is for somebody who tries the server out.</param>
internal sealed class IdePage(IdeFiles files, DevelopmentReaderToken lent, bool showsHelp) : IBrowserPage
{
    // The IDE compiles its storage's schemas with eval, sets styles from script and runs its editor in workers made of blobs. It is allowed no host but this one.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data: blob:; "
        + "worker-src 'self' blob:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
        // In front of the IDE's own scripts.
        html = html.Replace("<head>", """<head><script src="ide.js"></script><link href="ide.css" rel="stylesheet">""", StringComparison.Ordinal);
        if (showsHelp)
        {
            html = html.Replace("</head>", """<link href="help.css" rel="stylesheet"><script type="module" src="help.js"></script></head>""", StringComparison.Ordinal);
        }

        await WriteAsync(context, Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8");
    }

    /// <summary>Answers a file below <c>/graphql/</c>.</summary>
    public async Task WriteFileAsync(HttpContext context, string path)
    {
        switch (path)
        {
            case "bcp-config.json":
                // It may hold a token.
                await WriteAsync(context, Settings(context), "application/json", keep: "no-store");
                return;
            case "ide.js" or "ide.css" or "service-worker.js":
                await WriteAsync(context, IdeFiles.Own(path)!, IdeFiles.TypeOf(path));
                return;
            case "static/js/ide-worker.js":
                await WriteAsync(context, IdeFiles.Own("ide-worker.js")!, IdeFiles.TypeOf(path));
                return;
            case "help.js" or "help.css" or "samples.graphql" when showsHelp:
                await WriteAsync(context, IdeFiles.Own(path)!, IdeFiles.TypeOf(path));
                return;
        }

        if (files.Find(path) is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Names below static carry a hash of their content.
        SetHeaders(context, IdeFiles.TypeOf(path), path.StartsWith("static/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache");
        context.Response.ContentLength = file.Length;
        await context.Response.SendFileAsync(file, context.RequestAborted);
    }

    // Banana Cake Pop's own names. A new document starts with a request that has an answer: the first sample and, where one is lent, a token.
    private byte[] Settings(HttpContext context)
    {
        var settings = new JsonObject { ["useBrowserUrlAsEndpoint"] = true, ["title"] = "KGPlanGraph", ["disableTelemetry"] = true, ["gaTrackingId"] = null };
        if (showsHelp)
        {
            settings["graphQLDocument"] = FirstSample();
        }

        // Whoever has signed in has the session's rights, which a token would take the place of.
        if (!context.GetCaller().IsAuthenticated && lent.For(context) is { } token)
        {
            settings["httpHeaders"] = new JsonObject { ["Authorization"] = $"Bearer {token}" };
        }

        return Encoding.UTF8.GetBytes(settings.ToJsonString());
    }

    private static string FirstSample()
    {
        var samples = Encoding.UTF8.GetString(IdeFiles.Own("samples.graphql")!);
        return samples[..samples.IndexOf("\n\n#", StringComparison.Ordinal)];
    }

    private static async Task WriteAsync(HttpContext context, byte[] body, string type, string keep = "no-cache")
    {
        SetHeaders(context, type, keep);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static void SetHeaders(HttpContext context, string type, string keep)
    {
        context.Response.ContentType = type;
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = keep;
    }
}

/// <summary>Banana Cake Pop's files beside the executable, and this project's own few pages.</summary>
internal sealed class IdeFiles
{
    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".webmanifest"] = "application/manifest+json" } };

    private readonly PhysicalFileProvider? files;

    public IdeFiles()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "ide");
        files = File.Exists(Path.Combine(folder, "index.html")) ? new PhysicalFileProvider(folder) : null;
    }

    /// <summary>A file of the IDE; null where there is none.</summary>
    public IFileInfo? Find(string path) => files?.GetFileInfo(path) is { Exists: true, IsDirectory: false } found ? found : null;

    /// <summary>A page of this project.</summary>
    public static byte[]? Own(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Ide." + name);
        if (stream is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The media type of a file by its name.</summary>
    public static string TypeOf(string path) => Types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
}

/// <summary>The IDE: on in Development, elsewhere where <c>Ide:Enabled</c> says so.</summary>
internal static class IdeRegistration
{
    /// <summary>Registers what a browser gets at <c>/graphql/</c>.</summary>
    public static WebApplicationBuilder AddIde(this WebApplicationBuilder builder)
    {
        // Read here without a complaint: SettingsCheck tells of a value that is neither true nor false.
        if (!(bool.TryParse(builder.Configuration["Ide:Enabled"], out var enabled) ? enabled : builder.Environment.IsDevelopment()))
        {
            return builder;
        }

        builder.Services.AddSingleton<IdeFiles>();
        builder.Services.AddSingleton(provider => new IdePage(
            provider.GetRequiredService<IdeFiles>(), provider.GetRequiredService<DevelopmentReaderToken>(), showsHelp: builder.Environment.IsDevelopment()));
        builder.Services.AddSingleton<IBrowserPage>(provider => provider.GetRequiredService<IdePage>());
        return builder;
    }

    /// <summary>Maps the IDE's files.</summary>
    public static void MapIde(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<IdePage>() is { } page)
        {
            // A RequestDelegate: one with parameters is compiled at the start, out of expressions, by libraries that nothing else needs.
            endpoints.MapGet(RequestReader.Path + "/{**file}", context => page.WriteFileAsync(context, context.GetRouteValue("file") as string ?? ""));
        }
    }
}
