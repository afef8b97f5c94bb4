using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Requests;

/// <summary>One GraphQL request, whatever transport brought it. The memory is the transport's, and valid until the response is disposed.</summary>
public sealed class GraphQLRequest
{
    /// <summary>The document as UTF-8, unescaped; empty where only <see cref="DocumentId"/> is given.</summary>
    public ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of a trusted document; null for an ordinary request.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Which of the document's operations to run; null where it has one.</summary>
    public string? OperationName { get; init => field = value is "" ? null : value; }

    /// <summary>The variables' JSON object as UTF-8; empty where there is none. Already known to be a well-formed JSON object.</summary>
    public ReadOnlyMemory<byte> Variables { get; init; }

    /// <summary>The verified caller.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The language of messages.</summary>
    public Language Language { get; init; }

    /// <summary>True for GET: a mutation is then refused before anything runs.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What it uses while it runs.</summary>
    public RequestUsage Usage { get; } = new();

    /// <summary>What <c>GraphQL-Cost</c> asks for.</summary>
    public CostReporting Cost { get; init; }

    /// <summary>For a subscription: the id of the last event that the caller has, a cursor of <c>changes</c>, which counts before its argument <c>after</c>; null where there is none.</summary>
    public string? LastEventId { get; init; }

    /// <summary>The W3C trace id that an unexpected fault answers with.</summary>
    public string? TraceId { get; init; }
}

/// <summary>The header <c>GraphQL-Cost</c>.</summary>
public enum CostReporting
{
    None,

    /// <summary>The answer carries <c>extensions.operationCost</c>.</summary>
    Report,

    /// <summary>The cost alone is answered; nothing is executed.</summary>
    Validate,
}

/// <summary>Answers GraphQL requests. It never throws for what a caller sent: every failure is a response with coded errors.</summary>
public interface IGraphQLExecutor
{
    /// <summary>
    /// Runs one request. Cancelling ends it and its statements in the database; the only exception that leaves is then
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    ValueTask<GraphQLResponse> ExecuteAsync(GraphQLRequest request, CancellationToken cancellationToken);
}
