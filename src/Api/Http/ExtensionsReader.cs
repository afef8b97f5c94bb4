using System.Text.Json;

namespace KGPlanGraph.Api.Http;

/// <summary>Reads <c>extensions</c>, of which this server knows <c>persistedQuery { version: 1, sha256Hash }</c>. The rest is for others.</summary>
internal static class ExtensionsReader
{
    static readonly Refusal Malformed = Refusal.Invalid(
        "extensions.persistedQuery must be { version: 1, sha256Hash: 64 hexadecimal digits }.",
        "extensions.persistedQuery phải là { version: 1, sha256Hash: 64 chữ số thập lục phân }.");

    public static Refusal? Read(ref Utf8JsonReader reader, Envelope envelope)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartObject)
            return Refusal.Invalid("extensions must be an object or null.", "extensions phải là một đối tượng hoặc null.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (EnvelopeReader.IsNoText(ref reader))
                return Refusal.NoText;
            var isPersistedQuery = reader.ValueTextEquals("persistedQuery"u8);
            reader.Read();
            if (!isPersistedQuery || reader.TokenType == JsonTokenType.Null)
                reader.Skip();
            else if (ReadPersistedQuery(ref reader, envelope) is { } refusal)
                return refusal;
        }

        return null;
    }

    static Refusal? ReadPersistedQuery(ref Utf8JsonReader reader, Envelope envelope)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Malformed;
        string? hash = null;
        var version = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (EnvelopeReader.IsNoText(ref reader))
                return Refusal.NoText;
            var isHash = reader.ValueTextEquals("sha256Hash"u8);
            var isVersion = reader.ValueTextEquals("version"u8);
            reader.Read();
            if (isHash && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length == DocumentIds.Length)
                hash = DocumentIds.Normalize(reader.GetString()!);
            else if (isVersion && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
                version = number;
            else
                reader.Skip();
        }

        if (version != 1 || hash is null || !DocumentIds.IsHash(hash))
            return Malformed;

        envelope.DocumentId = hash;
        return null;
    }
}
