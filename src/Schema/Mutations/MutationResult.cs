namespace KGPlanGraph.Schema.Mutations;

/// <summary>A mutation's outcome, from which its payload is read. With errors nothing was written.</summary>
public sealed class MutationResult
{
    /// <summary>
    /// The keys of the payload's objects by the payload's field; what is missing is null. They are read after the commit, with the caller's rights.
    /// </summary>
    public IReadOnlyDictionary<string, long> Objects { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// The payload's other fields, held ready: null, string, bool, int, long, <see cref="PayloadObject"/>, lists of these (<c>IEnumerable</c>).
    /// </summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>Typed errors; null where all went well.</summary>
    public IReadOnlyList<PayloadObject>? Errors { get; init; }
}
