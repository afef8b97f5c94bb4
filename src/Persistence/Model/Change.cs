namespace KGPlanGraph.Persistence.Model;

/// <summary>That one object changed in one transaction; written by the change recorder alone.</summary>
public sealed class Change
{
    /// <summary>The number in commit order, from 1, without gaps.</summary>
    public long Sequence { get; set; }
    public ChangeKind Kind { get; set; }

    /// <summary>The kind as those see it who see neither drafts nor open reports and amendments; null where they see nothing of it.</summary>
    public ChangeKind? PublicKind { get; set; }
    public ChangeSubject Subject { get; set; }
    public long SubjectId { get; set; }

    /// <summary>The agency that the actor acted for.</summary>
    public long? AgencyId { get; set; }
    public string? Actor { get; set; }
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>GraphQL field names of the subject's type.</summary>
    public IReadOnlyList<string> ChangedFields { get; set; } = [];

    /// <summary>A JSON object of GraphQL field names and values; null for what was created.</summary>
    public string? Before { get; set; }

    /// <summary>
    /// A JSON object of GraphQL field names and values; null for what was deleted. Beside them <c>countsFrom</c>: the day from which on the new state of a task or
    /// a deadline counts, where that is not simply the day of the change.
    /// </summary>
    public string? After { get; set; }

    /// <summary>Of a report or an amendment: the agency whose it is.</summary>
    public long? OwnerAgencyId { get; set; }

    /// <summary>Of a report, an amendment, or a deadline that turned (<see cref="Changes.DeadlineTurns"/>): the task that it speaks of.</summary>
    public long? TaskId { get; set; }
}

/// <summary>What happened to an object. Stored as the position in the contract's enum.</summary>
public enum ChangeKind
{
    Created,
    Updated,
    Deleted,
}

/// <summary>What sort of object changed. Stored as the position in the contract's enum.</summary>
public enum ChangeSubject
{
    Plan,
    Section,
    Task,
    Deadline,
    Agency,
    Locality,
    LegalDocument,
    IndustrialZone,
    IndustrialCluster,
    InvestmentProject,
    ProgressReport,
    Amendment,
}
