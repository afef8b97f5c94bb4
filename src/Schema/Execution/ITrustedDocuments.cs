namespace KGPlanGraph.Schema.Execution;

/// <summary>Documents that are known by the SHA-256 of their text.</summary>
public interface ITrustedDocuments
{
    /// <summary>The document's UTF-8, or null where it is not known. Answers from memory where it can.</summary>
    /// <param name="sha256">Lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Ends a look into the database.</param>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>
    /// Remembers a document that a caller sent with its hash (automatic persisted queries), for as long as there is room. It does not become trusted:
    /// where only trusted documents run, this does nothing.
    /// </summary>
    /// <param name="sha256">Lower-case hexadecimal, known to be the hash of <paramref name="document"/>.</param>
    /// <param name="document">UTF-8; it is copied.</param>
    void Remember(string sha256, ReadOnlySpan<byte> document);

    /// <summary>Trusts a document for good.</summary>
    /// <param name="name">What it is called where it comes from, e.g. its file.</param>
    /// <param name="document">UTF-8.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>Its SHA-256, lower-case hexadecimal.</returns>
    ValueTask<string> RegisterAsync(string name, ReadOnlyMemory<byte> document, CancellationToken cancellationToken);
}
