using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Persistence.Model;

/// <summary>A lettered item of a plan; <c>Task</c> in GraphQL. Deadlines and assignments share its version.</summary>
public sealed class PlanTask : IVersioned, ITimestamped, IDraftable
{
    public long Id { get; set; }

    /// <summary>The whole label, e.g. II.1.đ.</summary>
    public required string Label { get; set; }

    [Derived]
    public string LabelOrder { get; set; } = "";

    public required string Title { get; set; }

    [Derived]
    public byte[] TitleOrder { get; set; } = [];

    public required string Content { get; set; }
    public DeliverableKind DeliverableKind { get; set; }
    public PlanTaskStatus Status { get; set; }
    public int PercentComplete { get; set; }
    public long PlanId { get; set; }
    public Plan? Plan { get; set; }
    public long SectionId { get; set; }
    public PlanSection? Section { get; set; }

    /// <summary>Repeats the LEAD row of <see cref="Assignments"/> for the reads; kept by the context when it saves.</summary>
    public long? LeadAgencyId { get; set; }
    public Agency? LeadAgency { get; set; }
    public bool HasOpenCoordination { get; set; }
    public string? OpenCoordinationPhrase { get; set; }
    public string? ExpectedOutput { get; set; }

    [Derived]
    public string DocumentOrder { get; set; } = "";

    [Derived]
    public string Folded { get; set; } = "";

    public long? DraftPlanId { get; set; }
    public Plan? DraftPlan { get; set; }
    public int Version { get; set; } = 1;
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    public List<TaskAssignment> Assignments { get; } = [];
    public List<Deadline> Deadlines { get; } = [];
    public List<TaskLegalDocument> LegalDocuments { get; } = [];
    public List<TaskLocality> Localities { get; } = [];
    public List<TaskInvestmentItem> InvestmentItems { get; } = [];

    /// <summary>Where it stood from which day on.</summary>
    public List<TaskState> States { get; } = [];
}

/// <summary>Where a task stands, as its lead agency last reported; <c>TaskStatus</c> in GraphQL. Stored as the position in the contract's enum.</summary>
public enum PlanTaskStatus
{
    NotStarted,
    InProgress,
    Completed,
    Suspended,
    Cancelled,
}

/// <summary>What a task asks of an agency; at most one LEAD per task.</summary>
public sealed class TaskAssignment
{
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long AgencyId { get; set; }
    public Agency? Agency { get; set; }
    public AssignmentRole Role { get; set; }

    /// <summary>The order in the text, from 1.</summary>
    public int Position { get; set; }
}

/// <summary>What a task asks of an agency: chủ trì, chủ trì together with the lead, phối hợp. Stored as the position in the contract's enum.</summary>
public enum AssignmentRole
{
    Lead,
    CoLead,
    Coordinate,
}
