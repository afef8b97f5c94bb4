using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Requests;

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

    /// <summary>Where a cached body in other encodings is kept; null for a response that is not from memory.</summary>
    public virtual EncodedBodies? Encoded => null;

    /// <summary>The events of a subscription; null for queries and mutations.</summary>
    public virtual IAsyncEnumerable<GraphQLResponse>? Events => null;

    /// <summary>
    /// Of an event: the cursor of the change that it tells of. Of a subscription: the cursor behind which it begins. Who has it may go on after it,
    /// see <see cref="GraphQLRequest.LastEventId"/>.
    /// </summary>
    public virtual string? EventId => null;

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

/// <summary>What an access record says of an operation, without its values.</summary>
/// <param name="Name">The operation's name; null where it has none.</param>
/// <param name="Hash">Lower-case hexadecimal SHA-256 of the document.</param>
/// <param name="FieldCost">As in <c>operationCost</c>.</param>
/// <param name="TypeCost">As in <c>operationCost</c>.</param>
/// <param name="Rows">Rows read from the database.</param>
/// <param name="Statements">Statements sent to the database.</param>
/// <param name="ErrorCode">The first error's code; null where all went well.</param>
/// <param name="FromCache">True where the answer was kept from an earlier equal request.</param>
public sealed record OperationSummary(
    string? Name, string Hash, double FieldCost, double TypeCost, int Rows, int Statements, string? ErrorCode, bool FromCache);

/// <summary>The specification's operation types.</summary>
public enum OperationKind
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>The <c>data</c> of an executed operation and the errors of its fields.</summary>
/// <param name="Data">The JSON of <c>data</c>.</param>
/// <param name="Errors">Errors with their places.</param>
/// <param name="IsNull">Whether a field that may not be null failed at the root, which takes all data with it.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Statements">Statements sent.</param>
internal sealed record OperationResult(JsonBuffer Data, IReadOnlyList<GraphQLError> Errors, bool IsNull, int Rows, int Statements) : IDisposable
{
    public void Dispose() => Data.Dispose();
}
