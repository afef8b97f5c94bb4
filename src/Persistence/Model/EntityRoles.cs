namespace KGPlanGraph.Persistence.Model;

/// <summary>
/// A row that may belong to a plan in DRAFT. Until that plan is published, only those who see drafts see the row;
/// <c>DraftPlanId is null</c> is the whole test.
/// </summary>
public interface IDraftable
{
    long? DraftPlanId { get; set; }

    Plan? DraftPlan { get; set; }
}

/// <summary>An object that says when it came and when it last changed, in UTC, to the microsecond.</summary>
public interface ITimestamped
{
    DateTimeOffset CreatedAt { get; set; }

    DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>An object whose version grows by one with each transaction that changes it; the version is its concurrency token.</summary>
public interface IVersioned
{
    long Id { get; }

    int Version { get; set; }
}
