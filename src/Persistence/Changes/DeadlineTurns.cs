using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Tells, as Changes, of the deadlines that have become due soon or overdue since this was last told: one Change for each unmet deadline of a plan in force
/// whose task is not cancelled. No row of the plan changes by it, and no version.
/// </summary>
/// <remarks>
/// The day up to which all has been told is a row of the database, changed in the transaction that tells: so each turn is told exactly once, whichever
/// server comes first, and after days without a server only where a deadline stands then.
/// </remarks>
public sealed class DeadlineTurns(PlanWriter writer)
{
    private const string NotDue = "NOT_DUE";
    private const string DueSoon = "DUE_SOON";
    private const string Overdue = "OVERDUE";

    /// <summary>Tells of what has turned up to a day; of nothing where that day, or a later one, has been told already.</summary>
    /// <param name="day">The day in Viet Nam.</param>
    /// <param name="cancellationToken">Ends it; nothing is told then.</param>
    /// <returns>The number of Changes.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public Task<int> TellAsync(DateOnly day, CancellationToken cancellationToken = default) => writer.RunAsync(
        ChangeAuthor.System, async (context, token) => WriteOutcome.Keep(await TellAsync(context, day, token)), cancellationToken);

    /// <summary>The same as a part of other work in the transaction of <paramref name="context"/>, before what brings in deadlines.</summary>
    public static async Task<int> TellAsync(PlanDbContext context, DateOnly day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.ClaimTurnsAsync(cancellationToken);
        var told = await context.TurnsTold.SingleAsync(cancellationToken);
        var last = told.UpTo;
        if (last >= day)
        {
            return 0;
        }

        told.UpTo = day;
        if (last is not { } before)
        {
            return 0;
        }

        var (soonBefore, soonNow) = (before.AddDays(Deadline.DueSoonDays), day.AddDays(Deadline.DueSoonDays));
        var turned = await context.Deadlines
            .Where(deadline => deadline.Task!.Plan!.Status == PlanStatus.InForce && deadline.Task.Status != PlanTaskStatus.Cancelled)
            .Where(deadline => deadline.MetOn == null || deadline.MetOn > day)
            .Where(deadline => (deadline.DueOn >= before && deadline.DueOn < day)
                || (deadline.DueOn >= day && deadline.DueOn > soonBefore && deadline.DueOn <= soonNow))
            .Select(deadline => new { deadline.Id, deadline.TaskId, deadline.DueOn })
            .ToListAsync(cancellationToken);
        foreach (var deadline in turned)
        {
            ChangeRecorder.Of(context).Tell(new()
            {
                Kind = ChangeKind.Updated,
                PublicKind = ChangeKind.Updated,
                Subject = ChangeSubject.Deadline,
                SubjectId = deadline.Id,
                TaskId = deadline.TaskId,
                ChangedFields = ["timeliness"],
                Before = Json(deadline.DueOn <= soonBefore ? DueSoon : NotDue),
                After = Json(deadline.DueOn < day ? Overdue : DueSoon),
            });
        }

        return turned.Count;
    }

    private static string Json(string timeliness) => $$"""{"timeliness":"{{timeliness}}"}""";
}
