using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>The figures of all requests for one operation.</summary>
internal sealed class OperationFigures(string name, OperationKind? kind)
{
    private long answered;
    private long failed;

    /// <summary>The label <c>operation</c>.</summary>
    public KeyValuePair<string, object?> Name { get; } = new("operation", name);

    /// <summary>The label <c>kind</c>.</summary>
    public KeyValuePair<string, object?> Kind { get; } = new("kind", kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        OperationKind.Subscription => "subscription",
        _ => "none",
    });

    /// <summary>Requests without an error.</summary>
    public long Answered => Interlocked.Read(ref answered);

    /// <summary>Requests with an error, of a field or as a whole.</summary>
    public long Failed => Interlocked.Read(ref failed);

    public void Count(bool isAnswered) => Interlocked.Increment(ref isAnswered ? ref answered : ref failed);
}
