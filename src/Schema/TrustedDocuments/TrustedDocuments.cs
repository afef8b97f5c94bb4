using System.Collections.Concurrent;
using System.Security.Cryptography;
using KGPlanGraph.Schema.Execution;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Schema.TrustedDocuments;

/// <summary>The documents of the settings' folder, those registered, and those that callers sent with their hash.</summary>
sealed class TrustedDocuments(GraphQLOptions options) : ITrustedDocuments
{
    readonly Lazy<ConcurrentDictionary<string, ReadOnlyMemory<byte>>> trusted = new(() => LoadFolder(options.PersistedDocuments));
    readonly RememberedDocuments remembered = new();

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string sha256, CancellationToken cancellationToken) =>
        new(trusted.Value.TryGetValue(sha256, out var document) ? document : remembered.Find(sha256));

    public void Remember(string sha256, ReadOnlySpan<byte> document)
    {
        if (!options.OnlyPersisted)
            remembered.Add(sha256, document);
    }

    public ValueTask<string> RegisterAsync(string name, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        var sha256 = IdOf(document.Span);
        trusted.Value[sha256] = document.ToArray();
        return new(sha256);
    }

    static string IdOf(ReadOnlySpan<byte> document) => Convert.ToHexStringLower(SHA256.HashData(document));

    static ConcurrentDictionary<string, ReadOnlyMemory<byte>> LoadFolder(string? folder)
    {
        var documents = new ConcurrentDictionary<string, ReadOnlyMemory<byte>>();
        foreach (var file in folder is null ? [] : Directory.EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories))
        {
            var document = File.ReadAllBytes(file);
            documents[IdOf(document)] = document;
        }

        return documents;
    }
}
