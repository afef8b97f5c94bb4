using System.Text.Json;
using System.Text.Unicode;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Api.Requests;

/// <summary>One request as JSON or a query string says it: <c>{ query, operationName, variables, extensions, id }</c>, checked for its form alone.</summary>
internal sealed class Envelope
{
    /// <summary>The text of <c>query</c> as UTF-8; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Document { get; set; }

    /// <summary>SHA-256 from <c>extensions.persistedQuery</c>, <c>id</c> or <c>documentId</c>, in lower case; null where there is none.</summary>
    public string? DocumentId { get; set; }

    /// <summary>Null where there is none.</summary>
    public string? OperationName { get; set; }

    /// <summary>The JSON object's bytes; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Variables { get; set; }

    /// <summary>True where the text came with its id (automatic persisted queries), and may be remembered.</summary>
    public bool IsOwnText { get; set; }

    /// <summary>True for a document of the server itself, which runs also where only trusted ones do.</summary>
    public bool IsServersOwn { get; init; }
}

/// <summary>
/// Reads envelopes from JSON without building a document: the query is unescaped into rented memory, the variables stay a slice of the body.
/// For WebSocket messages too, whose payload is the same object.
/// </summary>
internal static class EnvelopeReader
{
    public static readonly JsonReaderOptions Deep = new() { MaxDepth = VariableLimits.ReaderDepth };

    /// <summary>The envelopes of a body: one, or those of a list. Null without a refusal never happens.</summary>
    /// <param name="body">JSON in UTF-8; must stay valid as long as the envelopes.</param>
    /// <param name="maxBatchSize">How many a list may hold; 0 refuses lists.</param>
    /// <param name="buffers">Where unescaped texts go.</param>
    /// <param name="isBatch">True for a list, whose answer is a list.</param>
    /// <param name="envelopes">What was read.</param>
    public static Refusal? Read(ReadOnlyMemory<byte> body, int maxBatchSize, RequestBuffers buffers, out bool isBatch, out IReadOnlyList<Envelope> envelopes)
    {
        isBatch = false;
        envelopes = [];
        if (!Utf8.IsValid(body.Span))
        {
            return Refusal.NotUtf8;
        }

        if (body.Span.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
        }

        try
        {
            var reader = new Utf8JsonReader(body.Span, Deep);
            reader.Read();
            isBatch = reader.TokenType == JsonTokenType.StartArray;
            var refusal = isBatch
                ? ReadList(ref reader, body, maxBatchSize, buffers, out envelopes)
                : ReadOne(ref reader, body, buffers, out envelopes);
            if (refusal is null)
            {
                reader.Read(); // Throws where anything follows.
            }

            return refusal;
        }
        catch (JsonException exception)
        {
            return NotJson("The body", "Nội dung", exception);
        }
    }

    private static Refusal? ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, RequestBuffers buffers, out IReadOnlyList<Envelope> envelopes)
    {
        var envelope = new Envelope();
        envelopes = [envelope];
        return ReadObject(ref reader, body, buffers, envelope);
    }

    private static Refusal? ReadList(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, int maxBatchSize, RequestBuffers buffers, out IReadOnlyList<Envelope> envelopes)
    {
        var list = new List<Envelope>();
        envelopes = list;
        if (maxBatchSize == 0)
        {
            return Refusal.NoBatches;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var envelope = new Envelope();
            if (list.Count == maxBatchSize)
            {
                return Refusal.Invalid($"A list may contain at most {maxBatchSize} requests.", $"Một danh sách có tối đa {maxBatchSize} yêu cầu.");
            }

            if (ReadObject(ref reader, body, buffers, envelope) is { } refusal)
            {
                return refusal;
            }

            list.Add(envelope);
        }

        return list.Count > 0 ? null : Refusal.Invalid("The list contains no request.", "Danh sách không có yêu cầu nào.");
    }

    private static Refusal? ReadObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, RequestBuffers buffers, Envelope envelope)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Refusal.Invalid("The body must be a JSON object.", "Nội dung phải là một đối tượng JSON.");
        }

        var seen = Members.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsNoText(ref reader))
            {
                return Refusal.NoText;
            }

            var member = MemberOf(ref reader);
            if ((seen & member) != 0)
            {
                return Refusal.Invalid($"The member \"{reader.GetString()}\" occurs twice.", $"Thành phần \"{reader.GetString()}\" xuất hiện hai lần.");
            }

            seen |= member;
            reader.Read();
            if (ReadMember(ref reader, member, body, buffers, envelope) is { } refusal)
            {
                return refusal;
            }
        }

        return envelope.Document is null && envelope.DocumentId is null ? Refusal.NoDocument : null;
    }

    private static Members MemberOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("query"u8) ? Members.Query
        : reader.ValueTextEquals("variables"u8) ? Members.Variables
        : reader.ValueTextEquals("operationName"u8) ? Members.OperationName
        : reader.ValueTextEquals("extensions"u8) ? Members.Extensions
        : reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("documentId"u8) ? Members.Id
        : Members.None;

    private static Refusal? ReadMember(ref Utf8JsonReader reader, Members member, ReadOnlyMemory<byte> body, RequestBuffers buffers, Envelope envelope)
    {
        if (member == Members.None)
        {
            reader.Skip();
            return null;
        }

        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        switch (member)
        {
            case Members.Variables:
                return ReadVariables(ref reader, body, envelope);
            case Members.Extensions:
                return ExtensionsReader.Read(ref reader, envelope);
            case var _ when reader.TokenType != JsonTokenType.String:
                return Refusal.Invalid("query, operationName and id must be strings.", "query, operationName và id phải là chuỗi.");
            case var _ when IsNoText(ref reader):
                return Refusal.NoText;
            case Members.Query:
                envelope.Document = ReadText(ref reader, body, buffers);
                return null;
            case Members.OperationName:
                envelope.OperationName = reader.GetString();
                return null;
            default:
                envelope.DocumentId = DocumentIds.Normalize(reader.GetString()!);
                return null;
        }
    }

    private static ReadOnlyMemory<byte> ReadText(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, RequestBuffers buffers)
    {
        if (!reader.ValueIsEscaped)
        {
            return body.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        }

        var text = buffers.Rent(reader.ValueSpan.Length);
        return text.AsMemory(0, reader.CopyString(text));
    }

    /// <summary>Takes the object that <paramref name="reader"/> stands on as the variables.</summary>
    /// <param name="reader">Reads <paramref name="json"/>.</param>
    /// <param name="json">What the variables are a slice of.</param>
    /// <param name="envelope">Where they go.</param>
    public static Refusal? ReadVariables(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, Envelope envelope)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Refusal.Invalid("variables must be an object or null.", "variables phải là một đối tượng hoặc null.");
        }

        var start = (int)reader.TokenStartIndex;
        if (VariableLimits.Skip(ref reader) is { } error)
        {
            return new(null, error);
        }

        envelope.Variables = json[start..(int)reader.BytesConsumed];
        return null;
    }

    /// <summary>True for a string or name whose escapes are no Unicode text: the reader would throw when asked for it.</summary>
    public static bool IsNoText(ref Utf8JsonReader reader) => reader.ValueIsEscaped && !VariableLimits.IsText(reader.ValueSpan);

    public static Refusal NotJson(string english, string vietnamese, JsonException exception) => Refusal.Invalid(
        $"{english} is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.",
        $"{vietnamese} không phải JSON: dòng {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");

    [Flags]
    private enum Members
    {
        None = 0,
        Query = 1,
        Variables = 2,
        OperationName = 4,
        Extensions = 8,
        Id = 16,
    }
}

/// <summary>Reads <c>extensions</c>, of which this server knows <c>persistedQuery { version: 1, sha256Hash }</c>. The rest is for others.</summary>
internal static class ExtensionsReader
{
    private static readonly Refusal Malformed = Refusal.Invalid(
        "extensions.persistedQuery must be { version: 1, sha256Hash: 64 hexadecimal digits }.",
        "extensions.persistedQuery phải là { version: 1, sha256Hash: 64 chữ số thập lục phân }.");

    public static Refusal? Read(ref Utf8JsonReader reader, Envelope envelope)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Refusal.Invalid("extensions must be an object or null.", "extensions phải là một đối tượng hoặc null.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (EnvelopeReader.IsNoText(ref reader))
            {
                return Refusal.NoText;
            }

            var isPersistedQuery = reader.ValueTextEquals("persistedQuery"u8);
            reader.Read();
            if (!isPersistedQuery || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
            }
            else if (ReadPersistedQuery(ref reader, envelope) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? ReadPersistedQuery(ref Utf8JsonReader reader, Envelope envelope)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Malformed;
        }

        string? hash = null;
        var version = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (EnvelopeReader.IsNoText(ref reader))
            {
                return Refusal.NoText;
            }

            var isHash = reader.ValueTextEquals("sha256Hash"u8);
            var isVersion = reader.ValueTextEquals("version"u8);
            reader.Read();
            if (isHash && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length == DocumentIds.Length)
            {
                hash = DocumentIds.Normalize(reader.GetString()!);
            }
            else if (isVersion && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
            {
                version = number;
            }
            else
            {
                reader.Skip();
            }
        }

        if (version != 1 || hash is null || !DocumentIds.IsHash(hash))
        {
            return Malformed;
        }

        envelope.DocumentId = hash;
        return null;
    }
}
