namespace KGPlanGraph.Api.Http;

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
}
