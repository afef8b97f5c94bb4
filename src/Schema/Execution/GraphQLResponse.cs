namespace KGPlanGraph.Schema.Execution;

/// <summary>
/// One answer: the bytes of <c>{"errors":…,"data":…,"extensions":…}</c>, or, for a subscription, a stream of such answers.
/// Disposing it gives its buffer back.
/// </summary>
public abstract class GraphQLResponse : IDisposable
{
    /// <summary>The response's JSON as UTF-8; empty for a subscription's <see cref="Events"/>.</summary>
    public abstract ReadOnlyMemory<byte> Body { get; }

    /// <summary>
    /// True once there is a <c>data</c> member, even null: HTTP 200. False for a request that cannot be executed:
    /// 400 as <c>application/graphql-response+json</c>.
    /// </summary>
    public abstract bool HasData { get; }

    /// <summary>The operation's type; null where the request never came so far.</summary>
    public abstract OperationKind? Kind { get; }

    /// <summary>Another HTTP status than the rule gives, e.g. 405 for a mutation by GET; null for the rule.</summary>
    public virtual int? StatusCode => null;

    /// <summary>A strong entity tag with its quotes, for queries without errors; null where the answer may not be kept.</summary>
    public virtual string? EntityTag => null;

    /// <summary>The events of a subscription; null for queries and mutations.</summary>
    public virtual IAsyncEnumerable<GraphQLResponse>? Events => null;

    /// <summary>
    /// Of an event: the number of the change that it tells of. Of a subscription: the number behind which it begins. Who has it may go on after it,
    /// see <see cref="GraphQLRequest.LastEventId"/>.
    /// </summary>
    public virtual long? Sequence => null;

    /// <summary>For the request's log line: operation name, rows read, field cost. Null where the request never came so far.</summary>
    public virtual OperationSummary? Summary => null;

    /// <summary>The first error's code, for the request's log line; null where all went well.</summary>
    public virtual string? ErrorCode => Summary?.ErrorCode;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the buffer back.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
