using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;

namespace KGPlanGraph.Schema.PersistedDocuments;

/// <summary>
/// The documents of the settings' folder, those of the database's table, and those that callers sent with their hash. Where only trusted documents
/// run the last ones are never taken in, so that whatever is found here may run.
/// </summary>
internal sealed class PersistedDocuments(GraphQLOptions options, DocumentLimits limits, DocumentFiles files, PersistedOperationStore table) : IPersistedDocuments
{
    // About 4,000 documents of the usual length: a caller chooses the length. A client whose document is forgotten sends it once more.
    private const int MaxBytes = 8 * 1024 * 1024;

    // What one costs beside its text.
    private const int Overhead = 256;

    private readonly Lazy<FrozenDictionary<string, byte[]>> folder = new(() => Load(files));
    private readonly BoundedCache<string, byte[]> remembered = new(int.MaxValue, MaxBytes, static (_, document) => document.Length + Overhead, StringComparer.Ordinal);

    // Ids alone: as many as an administrator has registered, at most.
    private readonly ConcurrentDictionary<string, byte> foundInTable = new(StringComparer.Ordinal);

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        if (folder.Value.TryGetValue(sha256, out var document))
        {
            return new((ReadOnlyMemory<byte>)document);
        }

        return remembered.TryGet(sha256, out var known) ? new((ReadOnlyMemory<byte>)known) : ReadTableAsync(sha256, cancellationToken);
    }

    public bool IsTrusted(string sha256) => folder.Value.ContainsKey(sha256) || foundInTable.ContainsKey(sha256);

    public void Remember(string sha256, ReadOnlySpan<byte> document)
    {
        if (!options.OnlyPersisted && !remembered.TryGet(sha256, out _))
        {
            remembered.Add(sha256, document.ToArray());
        }
    }

    public async Task<IReadOnlyList<string>> RegisterAsync(IReadOnlyList<(string Name, string Document)> documents, CancellationToken cancellationToken)
    {
        // As the executor will read them: what is registered must run.
        var parser = new DocumentParser(GraphQLSchema.Build(), limits);
        documents = [.. documents.Select(document => (document.Name, HttpDirective.Strip(document.Document)))];
        foreach (var (name, document) in documents)
        {
            if (await parser.ParseAsync(Encoding.UTF8.GetBytes(document)) is (null, [var fault, ..]))
            {
                throw new InvalidPersistedDocumentException($"{name}: {fault.Message.English}");
            }
        }

        var rows = documents.Select(document => (Sha256: IdOf(Encoding.UTF8.GetBytes(document.Document)), document.Name, document.Document)).ToList();
        await table.AddAsync(rows, cancellationToken);
        return [.. rows.Select(row => row.Sha256)];
    }

    private async ValueTask<ReadOnlyMemory<byte>?> ReadTableAsync(string sha256, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(sha256, cancellationToken) is not { } text)
        {
            return null;
        }

        var document = Encoding.UTF8.GetBytes(text);
        remembered.Add(sha256, document);
        foundInTable.TryAdd(sha256, 0);
        return document;
    }

    private static string IdOf(ReadOnlySpan<byte> document) => Convert.ToHexStringLower(SHA256.HashData(document));

    private static FrozenDictionary<string, byte[]> Load(DocumentFiles files) => files.All
        .Select(file => Encoding.UTF8.GetBytes(HttpDirective.Strip(file.Text)))
        .DistinctBy(document => IdOf(document))
        .ToFrozenDictionary(document => IdOf(document));
}
