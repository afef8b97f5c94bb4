using System.Buffers;
using System.Security.Cryptography;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.PersistedDocuments;

namespace KGPlanGraph.Api.Http;

/// <summary>Finds the text that an envelope means: its own, or the one that its id names.</summary>
internal sealed class DocumentResolver(IPersistedDocuments trusted, GraphQLOptions options)
{
    private static readonly Refusal OtherDocument = Refusal.Invalid(
        "The query is not the one that its SHA-256 names.", "Truy vấn không khớp với mã SHA-256 đã gửi.");

    /// <summary>Completes <paramref name="envelope"/> with its text, or says why it has none that may run.</summary>
    public ValueTask<Refusal?> ResolveAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        if (envelope.DocumentId is not null)
        {
            return ResolveIdAsync(envelope, envelope.DocumentId, cancellationToken);
        }

        return new(options.OnlyPersisted && !envelope.IsServersOwn ? Refusal.OnlyTrusted : envelope.Document is { Length: > 0 } ? null : Refusal.EmptyDocument);
    }

    /// <summary>Remembers a document that a caller sent with its id and that has run.</summary>
    public void Remember(Envelope envelope)
    {
        if (envelope is { DocumentId: { } id, IsOwnText: true, Document: { } document })
        {
            trusted.Remember(id, document.Span);
        }
    }

    private async ValueTask<Refusal?> ResolveIdAsync(Envelope envelope, string id, CancellationToken cancellationToken)
    {
        envelope.IsOwnText = envelope.Document is { Length: > 0 };
        if (envelope.IsOwnText && !DocumentIds.Names(id, envelope.Document!.Value.Span))
        {
            return OtherDocument;
        }

        if (envelope.IsOwnText && !options.OnlyPersisted)
        {
            return null;
        }

        var found = DocumentIds.IsHash(id) ? await trusted.FindAsync(id, cancellationToken) : null;
        if (found is null)
        {
            return envelope.IsOwnText ? Refusal.OnlyTrusted : Refusal.UnknownDocument;
        }

        envelope.Document = found;
        return null;
    }
}

/// <summary>The ids of documents: SHA-256 of their UTF-8, in lower-case hexadecimal.</summary>
internal static class DocumentIds
{
    /// <summary>Digits of an id.</summary>
    public const int Length = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private const string Prefix = "sha256:";

    /// <summary>As this server writes ids: without the algorithm's name and in lower case.</summary>
    public static string Normalize(string id)
    {
        var digits = id.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? id[Prefix.Length..] : id;
        return digits.AsSpan().ContainsAnyInRange('A', 'Z') ? digits.ToLowerInvariant() : digits;
    }

    /// <summary>True for 64 digits.</summary>
    public static bool IsHash(string id) => id.Length == Length && !id.AsSpan().ContainsAnyExcept(Digits);

    /// <summary>True where <paramref name="id"/> is the id of <paramref name="document"/>.</summary>
    public static bool Names(string id, ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        Span<char> digits = stackalloc char[Length];
        return Convert.TryToHexStringLower(hash, digits, out _) && digits.SequenceEqual(id);
    }
}
