using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Schema.Types.Tasks;

/// <summary>
/// Takes reports and decisions into a task (domain.md, "The state of a day"): each counts from its day on, and the task's and deadlines' own columns are the state
/// of the last day. The only place that writes status, percentage, met days and extensions of a task in force.
/// </summary>
internal static class TaskHistory
{
    /// <summary>
    /// Takes in an accepted report. The lead's counts from the day that it speaks of, and marks deadlines met on that day: those that it names, or all where it
    /// says COMPLETED; a deadline that was met earlier stays as it is. Any other report leaves the task alone.
    /// </summary>
    /// <param name="data">The transaction.</param>
    /// <param name="task">The report's task, with its deadlines.</param>
    /// <param name="report">The report, with its met deadlines.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task AcceptAsync(PlanDbContext data, PlanTask task, ProgressReport report, CancellationToken cancellationToken)
    {
        if (task.LeadAgencyId != report.AgencyId)
        {
            return;
        }

        var state = await StateFromAsync(data, task, report.ReportedOn, cancellationToken);
        state.Status = report.TaskStatus;
        state.ReportedPercent = report.PercentComplete;
        data.CountFrom(task, report.ReportedOn);
        Follow(task);
        foreach (var deadline in task.Deadlines)
        {
            var isMet = report.TaskStatus == PlanTaskStatus.Completed || report.MetDeadlines.Exists(met => met.DeadlineId == deadline.Id);
            if (isMet && (deadline.MetOn is not { } metOn || report.ReportedOn < metOn))
            {
                deadline.MetOn = report.ReportedOn;
                data.CountFrom(deadline, report.ReportedOn);
            }
        }
    }

    /// <summary>Cancels a task from a day on; the percentage stays as it is.</summary>
    public static async Task CancelAsync(PlanDbContext data, PlanTask task, DateOnly day, CancellationToken cancellationToken)
    {
        (await StateFromAsync(data, task, day, cancellationToken)).Status = PlanTaskStatus.Cancelled;
        data.CountFrom(task, day);
        Follow(task);
    }

    /// <summary>Extends a deadline from a day on: the days before keep the day that it was due on then.</summary>
    public static async Task ExtendAsync(PlanDbContext data, Deadline deadline, DateOnly dueOn, DateOnly day, CancellationToken cancellationToken)
    {
        await data.Entry(deadline).Collection(row => row.Dues).LoadAsync(cancellationToken);
        if (deadline.Dues.Find(due => due.FromDay == day) is not { } extension)
        {
            deadline.Dues.Add(extension = new() { FromDay = day });
        }

        extension.DueOn = dueOn;
        DeadlineDue? last = null;
        foreach (var due in deadline.Dues.OrderByDescending(due => due.FromDay))
        {
            due.UntilDay = last?.FromDay ?? DateOnly.MaxValue;
            last = due;
        }

        deadline.DueOn = deadline.Dues.MaxBy(due => due.FromDay)!.DueOn;
        data.CountFrom(deadline, day);
    }

    private static async Task<TaskState> StateFromAsync(PlanDbContext data, PlanTask task, DateOnly day, CancellationToken cancellationToken)
    {
        await data.Entry(task).Collection(row => row.States).LoadAsync(cancellationToken);
        if (task.States.Find(state => state.FromDay == day) is not { } state)
        {
            task.States.Add(state = new() { FromDay = day });
        }

        return state;
    }

    // Each state ends where the next one begins; a decision keeps the percentage of the state before it, whenever that came in.
    private static void Follow(PlanTask task)
    {
        TaskState? before = null;
        foreach (var state in task.States.OrderBy(state => state.FromDay))
        {
            state.PercentComplete = state.ReportedPercent ?? before?.PercentComplete ?? 0;
            state.UntilDay = DateOnly.MaxValue;
            if (before is not null)
            {
                before.UntilDay = state.FromDay;
            }

            before = state;
        }

        (task.Status, task.PercentComplete) = (before!.Status, before.PercentComplete);
    }
}
