using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace KGPlanGraph.Api.Ide;

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

    /// <summary>Whether the IDE was built in.</summary>
    public bool HasIde => files is not null;

    /// <summary>A file of the IDE; null where there is none.</summary>
    public IFileInfo? Find(string path) => files?.GetFileInfo(path) is { Exists: true, IsDirectory: false } found ? found : null;

    /// <summary>A page of this project.</summary>
    public static byte[]? Own(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Ide." + name);
        if (stream is null)
            return null;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The media type of a file by its name.</summary>
    public static string TypeOf(string path) => Types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
}
