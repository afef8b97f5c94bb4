namespace KGPlanGraph.Schema.PersistedDocuments;

/// <summary>Documents that are known by the SHA-256 of their text.</summary>
public interface IPersistedDocuments
{
    /// <summary>The document's UTF-8, or null where it is not known. Answers from memory where it can.</summary>
    /// <param name="sha256">Lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Ends a look into the database.</param>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Whether a document is known to be one that an administrator has trusted: of the folder, or found in the database before.</summary>
    /// <param name="sha256">Lower-case hexadecimal.</param>
    bool IsTrusted(string sha256);

    /// <summary>
    /// Remembers a document that a caller sent with its hash (automatic persisted queries), for as long as there is room. It does not become trusted:
    /// where only trusted documents run, this does nothing.
    /// </summary>
    /// <param name="sha256">Lower-case hexadecimal, known to be the hash of <paramref name="document"/>.</param>
    /// <param name="document">UTF-8; it is copied.</param>
    void Remember(string sha256, ReadOnlySpan<byte> document);

    /// <summary>Trusts documents for good, all or none.</summary>
    /// <param name="documents">What each is called where it comes from, and its text.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>Their SHA-256 in the same order, lower-case hexadecimal.</returns>
    /// <exception cref="InvalidPersistedDocumentException">A document cannot be executed.</exception>
    Task<IReadOnlyList<string>> RegisterAsync(IReadOnlyList<(string Name, string Document)> documents, CancellationToken cancellationToken);
}

/// <summary>A document that was to be trusted cannot be executed. The message, one line, names it and the reason.</summary>
public sealed class InvalidPersistedDocumentException(string message) : Exception(message);
