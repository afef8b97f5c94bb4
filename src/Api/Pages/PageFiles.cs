using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Schema.PersistedDocuments;
using Microsoft.AspNetCore.StaticFiles;

namespace KGPlanGraph.Api.Pages;

/// <summary>A file of the pages as it is sent: compressed once, and known by its content's hash.</summary>
internal sealed class PageFile
{
    private readonly byte[] body;
    private readonly byte[] compressed;

    public PageFile(byte[] body, string type)
    {
        this.body = body;
        Type = type;
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"";
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(body);
        }

        compressed = stream.ToArray();
    }

    public string Type { get; }

    public string ETag { get; }

    /// <summary>Writes it, or 304 for whoever has it.</summary>
    public async Task WriteAsync(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-cache";
        headers.ETag = ETag;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.ToString().Split(',').Any(tag => tag.Trim() is var known && (known == ETag || known == "W/" + ETag)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var bytes = body;
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentEncoding = "gzip";
            bytes = compressed;
        }

        context.Response.ContentType = Type;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}

/// <summary>The scripts, the style and the GraphQL documents of the pages, embedded; no build step makes them.</summary>
internal static class PageFiles
{
    private const string WebFolder = "Pages.Web.";
    private const string DocumentsFolder = "Pages.Documents.";
    private const string Html = "page.html";

    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <summary>The documents, which are trusted, and so run where only trusted ones do.</summary>
    public static IReadOnlyList<DocumentFile> Documents { get; } =
        [.. NamesIn(DocumentsFolder).Select(name => new DocumentFile(name[DocumentsFolder.Length..], Encoding.UTF8.GetString(Read(name))))];

    private static readonly Dictionary<string, string> Ids = Documents.ToDictionary(
        document => Path.GetFileNameWithoutExtension(document.Name), document => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document.Text))));

    /// <summary>The hash of a document, by the name of its file.</summary>
    public static string IdOf(string document) => Ids[document];

    /// <summary>Scripts and style by name, and <c>documents.js</c>: the hash and the text of each document.</summary>
    public static Dictionary<string, PageFile> Load()
    {
        var files = NamesIn(WebFolder).Select(name => name[WebFolder.Length..]).Where(name => name != Html)
            .ToDictionary(name => name, name => new PageFile(Read(WebFolder + name), TypeOf(name)));
        files["documents.js"] = new PageFile(Encoding.UTF8.GetBytes($"export default {DocumentsJson()};\n"), TypeOf("documents.js"));
        return files;
    }

    /// <summary>The page at an address <paramref name="depth"/> folders below the root: its links are relative, whatever path a gateway puts in front.</summary>
    public static PageFile Page(int depth)
    {
        var html = Encoding.UTF8.GetString(Read(WebFolder + Html)).Replace("{root}", string.Concat(Enumerable.Repeat("../", depth)), StringComparison.Ordinal);
        return new PageFile(Encoding.UTF8.GetBytes(html), TypeOf(Html));
    }

    private static string DocumentsJson() => JsonSerializer.Serialize(Documents.ToDictionary(
        document => Path.GetFileNameWithoutExtension(document.Name),
        document => new { id = IdOf(Path.GetFileNameWithoutExtension(document.Name)), text = document.Text }));

    private static IEnumerable<string> NamesIn(string folder) => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string TypeOf(string name) => (Types.TryGetContentType(name, out var type) ? type : "application/octet-stream") + "; charset=utf-8";

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
