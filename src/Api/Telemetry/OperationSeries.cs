using System.Collections.Concurrent;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.PersistedDocuments;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>
/// Which operations have metrics of their own. Their names come from callers, who can invent one for each request, and a series that was begun is kept
/// here and by whoever collects it. So there is room for a bounded number, first come, first served: for the names of trusted documents, which an
/// administrator has chosen, more of it, and apart from the others, so that inventions cannot take it. All else is counted together.
/// </summary>
internal sealed class OperationSeries(IPersistedDocuments trusted)
{
    /// <summary>Operations of trusted documents at most.</summary>
    public const int MaxTrusted = 400;

    /// <summary>Other operations at most.</summary>
    public const int MaxOthers = 100;

    /// <summary>Longer names are nobody's working set.</summary>
    public const int MaxNameLength = 64;

    /// <summary>No operation has a name in parentheses.</summary>
    public const string Others = "(other)";

    /// <summary>Operations without a name.</summary>
    public const string Unnamed = "(unnamed)";

    /// <summary>Requests that never came as far as an operation.</summary>
    public const string None = "(none)";

    private readonly PerKind queries = new(OperationKind.Query);
    private readonly PerKind mutations = new(OperationKind.Mutation);
    private readonly PerKind subscriptions = new(OperationKind.Subscription);
    private readonly OperationMetrics none = new(None, null);
    private readonly Lock admitting = new();
    private int trustedCount;
    private int otherCount;

    /// <summary>All that there are.</summary>
    public IEnumerable<OperationMetrics> All =>
        [none, .. new[] { queries, mutations, subscriptions }.SelectMany(kind => (IEnumerable<OperationMetrics>)[kind.Unnamed, kind.Others, .. kind.Named.Values])];

    /// <summary>Where a request counts.</summary>
    /// <param name="kind">Null where it never came as far as an operation.</param>
    /// <param name="summary">Null where it never came as far as an operation.</param>
    /// <param name="caller">Who asked.</param>
    /// <param name="isAnswered">Whether it was answered without an error.</param>
    public OperationMetrics Of(OperationKind? kind, OperationSummary? summary, Caller caller, bool isAnswered)
    {
        if (kind is null || summary is null)
        {
            return none;
        }

        var operations = kind switch
        {
            OperationKind.Query => queries,
            OperationKind.Mutation => mutations,
            _ => subscriptions,
        };
        if (summary.Name is not { } name)
        {
            return operations.Unnamed;
        }

        if (operations.Named.TryGetValue(name, out var known))
        {
            return known;
        }
        // Who may do nothing, or asks for nonsense, begins no series.
        return isAnswered && caller.IsAuthenticated && name.Length <= MaxNameLength ? Admit(operations, name, summary.Hash) : operations.Others;
    }

    private OperationMetrics Admit(PerKind operations, string name, string hash)
    {
        var isTrusted = trusted.IsTrusted(hash);
        if ((isTrusted ? Volatile.Read(ref trustedCount) : int.MaxValue) >= MaxTrusted && Volatile.Read(ref otherCount) >= MaxOthers)
        {
            return operations.Others;
        }

        lock (admitting)
        {
            if (operations.Named.TryGetValue(name, out var known))
            {
                return known;
            }

            if (isTrusted && trustedCount < MaxTrusted)
            {
                trustedCount++;
            }
            else if (otherCount < MaxOthers)
            {
                otherCount++;
            }
            else
            {
                return operations.Others;
            }

            return operations.Named[name] = new OperationMetrics(name, operations.Kind);
        }
    }

    private sealed class PerKind(OperationKind kind)
    {
        public OperationKind Kind => kind;

        public ConcurrentDictionary<string, OperationMetrics> Named { get; } = new(StringComparer.Ordinal);

        public OperationMetrics Unnamed { get; } = new(OperationSeries.Unnamed, kind);

        public OperationMetrics Others { get; } = new(OperationSeries.Others, kind);
    }
}
