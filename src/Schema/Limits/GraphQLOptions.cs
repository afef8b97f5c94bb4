using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Schema.Limits;

/// <summary>The section <c>GraphQL</c> of the settings. A value out of range refuses the start, see <see cref="GraphQLOptionsSetup"/>.</summary>
public sealed class GraphQLOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "GraphQL";

    /// <summary>The largest page of a connection.</summary>
    public int MaxPageSize { get; set; } = 100;

    /// <summary>Levels of fields; the operation's own fields are level 1. Introspection is not counted.</summary>
    public int MaxDepth { get; set; } = 12;

    /// <summary>The largest field cost of an operation.</summary>
    public double MaxFieldCost { get; set; } = 2_000;

    /// <summary>The largest type cost of an operation.</summary>
    public double MaxTypeCost { get; set; } = 20_000;

    /// <summary>
    /// Budgets of single roles, where they differ: <c>GraphQL__RoleBudgets__COORDINATOR__MaxFieldCost</c>. Of several roles the largest counts.
    /// </summary>
    public IReadOnlyDictionary<Role, (double MaxFieldCost, double MaxTypeCost)> RoleBudgets { get; set; } =
        new Dictionary<Role, (double MaxFieldCost, double MaxTypeCost)>();

    /// <summary>Requests in one JSON array; 0 refuses arrays.</summary>
    public int MaxBatchSize { get; set; }

    /// <summary>After this long a request is answered with HC0045 and its statements are cancelled.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an answer, before it is compressed; beyond it the answer is HC0047 without data.</summary>
    public int MaxResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>True where only trusted documents run.</summary>
    public bool OnlyPersisted { get; set; }

    /// <summary>A folder of <c>*.graphql</c> files that are trusted documents; null for none.</summary>
    public string? PersistedDocuments { get; set; }

    /// <summary>Requests that run at the same time.</summary>
    public int MaxConcurrentRequests { get; set; } = 256;

    /// <summary>Requests that may wait for one of <see cref="MaxConcurrentRequests"/>; further ones are answered 503 at once.</summary>
    public int MaxQueuedRequests { get; set; } = 1_024;

    /// <summary>Cost points that one caller may spend in a minute; 0 sets no bound. By default none in Development.</summary>
    public int CostPerMinute { get; set; } = 1_000_000;

    /// <summary>Whether answers that are asked for again are kept in memory while the data stay the same.</summary>
    public bool KeepAnswers { get; set; } = true;

    /// <summary>What a caller's operation may cost.</summary>
    public (double MaxFieldCost, double MaxTypeCost) Budget(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (RoleBudgets.Count == 0)
        {
            return (MaxFieldCost, MaxTypeCost);
        }

        var budgets = RoleBudgets.Where(budget => caller.HasAny(budget.Key)).Select(budget => budget.Value).ToList();
        return budgets.Count == 0
            ? (MaxFieldCost, MaxTypeCost)
            : (budgets.Max(budget => budget.MaxFieldCost), budgets.Max(budget => budget.MaxTypeCost));
    }
}
