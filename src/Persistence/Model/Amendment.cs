namespace KGPlanGraph.Persistence.Model;

/// <summary>A change of a task that an assigned agency asks for.</summary>
public sealed class Amendment : IVersioned
{
    public long Id { get; set; }
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long AgencyId { get; set; }
    public Agency? Agency { get; set; }
    public AmendmentKind Kind { get; set; }
    public AmendmentStatus Status { get; set; }
    public required string Reason { get; set; }
    public long? DeadlineId { get; set; }
    public Deadline? Deadline { get; set; }
    public DateOnly? ProposedDueOn { get; set; }
    public string? ProposedContent { get; set; }
    public long? ProposedAgencyId { get; set; }
    public Agency? ProposedAgency { get; set; }
    public string? Opinion { get; set; }
    public string? Decision { get; set; }
    public string? DecisionNumber { get; set; }
    public string? ProposedBy { get; set; }
    public DateTimeOffset ProposedAt { get; set; }
    public DateTimeOffset? ReviewedAt { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>What an amendment asks for. Stored as the position in the contract's enum.</summary>
public enum AmendmentKind
{
    ExtendDeadline,
    ChangeContent,
    ChangeLeadAgency,
    AddCoordinator,
    CancelTask,
}

/// <summary>Where an amendment stands. Stored as the position in the contract's enum.</summary>
public enum AmendmentStatus
{
    Proposed,
    Recommended,
    NotRecommended,
    Approved,
    Rejected,
    Withdrawn,
}
