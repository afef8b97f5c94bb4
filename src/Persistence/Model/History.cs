namespace KGPlanGraph.Persistence.Model;

/// <summary>
/// Where a task stood from one day to another: the past of <see cref="PlanTask.Status"/> and <see cref="PlanTask.PercentComplete"/>, one row for each day on
/// which a report or a decision counts. Before the first row a task is not started.
/// </summary>
public sealed class TaskState
{
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }

    /// <summary>The first day of the state.</summary>
    public DateOnly FromDay { get; set; }

    /// <summary>The first day of the next state; <see cref="DateOnly.MaxValue"/> where there is none.</summary>
    public DateOnly UntilDay { get; set; }
    public PlanTaskStatus Status { get; set; }
    public int PercentComplete { get; set; }

    /// <summary>What a report of the day itself says; null for a decision, which keeps the percentage that it finds.</summary>
    public int? ReportedPercent { get; set; }
}

/// <summary>On which day a deadline was due, from one day to another: the past of <see cref="Deadline.DueOn"/>, which begins as <see cref="Deadline.OriginalDueOn"/>.</summary>
public sealed class DeadlineDue
{
    public long DeadlineId { get; set; }
    public Deadline? Deadline { get; set; }

    /// <summary>The day on which the extension was decided.</summary>
    public DateOnly FromDay { get; set; }

    /// <summary>The day of the next extension; <see cref="DateOnly.MaxValue"/> where there is none.</summary>
    public DateOnly UntilDay { get; set; }
    public DateOnly DueOn { get; set; }
}
