using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Schema.PersistedDocuments;

/// <summary>A <c>.graphql</c> file.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Text">As it stands there, <c>@http</c> included.</param>
public sealed record DocumentFile(string Name, string Text);

/// <summary>The <c>.graphql</c> files that are trusted: those that are shipped with the server, and those of the folder of the settings.</summary>
public sealed class DocumentFiles(GraphQLOptions options, IEnumerable<DocumentFile> shipped)
{
    private readonly Lazy<IReadOnlyList<DocumentFile>> all = new(() => [.. shipped, .. ReadFolder(options.PersistedDocuments)]);

    /// <summary>The files, read once; the shipped ones first, then by name.</summary>
    public IReadOnlyList<DocumentFile> All => all.Value;

    private static IEnumerable<DocumentFile> ReadFolder(string? path) =>
        (path is null ? [] : Directory.GetFiles(path, "*.graphql", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Select(file => new DocumentFile(Path.GetRelativePath(path!, file), File.ReadAllText(file)));
}
