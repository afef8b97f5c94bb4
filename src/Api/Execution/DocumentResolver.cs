using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.PersistedDocuments;

namespace KGPlanGraph.Api.Execution;

/// <summary>Finds the text that an envelope means: its own, or the one that its id names.</summary>
internal sealed class DocumentResolver(IPersistedDocuments trusted, GraphQLOptions options)
{
    private static readonly Refusal OtherDocument = Refusal.Invalid(
        "The query does not match the SHA-256 that was sent.", "Truy vấn không khớp với mã SHA-256 đã gửi.");

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
