namespace KGPlanGraph.Api.Http;

/// <summary>How an operation comes and its answer goes.</summary>
internal enum Transport
{
    /// <summary>One answer to one request.</summary>
    Http,

    /// <summary>Server-sent events.</summary>
    EventStream,

    /// <summary>graphql-transport-ws.</summary>
    WebSocket,
}
