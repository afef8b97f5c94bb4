using KGPlanGraph.PlanDocuments;
namespace KGPlanGraph.Persistence.Model;

/// <summary>A day by which a task, or one of its outputs, is due.</summary>
public sealed class Deadline : IVersioned, IDraftable
{
    /// <summary>It is due soon from so many days ahead on (domain.md, "Timeliness").</summary>
    public const int DueSoonDays = 14;

    public long Id { get; set; }
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public DeadlineKind Kind { get; set; }
    public required string Phrase { get; set; }
    public string? Deliverable { get; set; }
    public long? PerformerId { get; set; }
    public Agency? Performer { get; set; }

    /// <summary>The last day that is still on time, extensions counted in.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>As the plan set it; never after <see cref="DueOn"/>.</summary>
    public DateOnly OriginalDueOn { get; set; }
    public DateOnly? MetOn { get; set; }

    /// <summary>The order in the text, from 1.</summary>
    [Derived]
    public int Position { get; set; }

    [Derived]
    public string DocumentOrder { get; set; } = "";

    public long? DraftPlanId { get; set; }
    public Plan? DraftPlan { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>Its extensions, by the day of the decision.</summary>
    public List<DeadlineDue> Dues { get; } = [];
}

/// <summary>Where a task or a deadline stands against its days (domain.md, "Timeliness"). It is never stored; reads give the position in the contract's enum.</summary>
public enum Timeliness
{
    NoDeadline,
    NotDue,
    DueSoon,
    Overdue,
    CompletedOnTime,
    CompletedLate,
}
