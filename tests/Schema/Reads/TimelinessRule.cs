using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>domain.md, "Timeliness", said over objects; the answers are the names of the enum.</summary>
internal static class TimelinessRule
{
    private static readonly AsyncLocal<DateOnly?> Given = new();

    /// <summary>The day as of which filters are meant; today unless a test says otherwise.</summary>
    public static DateOnly Day
    {
        get => Given.Value ?? Today;
        set => Given.Value = value;
    }

    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));

    public static string Of(Deadline deadline, DateOnly day)
    {
        if (deadline.MetOn <= day)
        {
            return deadline.MetOn <= deadline.DueOn ? "COMPLETED_ON_TIME" : "COMPLETED_LATE";
        }

        if (day > deadline.DueOn)
        {
            return "OVERDUE";
        }

        return deadline.DueOn.DayNumber - day.DayNumber <= 14 ? "DUE_SOON" : "NOT_DUE";
    }

    public static string Of(PlanTask task, DateOnly day)
    {
        if (task.Deadlines.Count == 0 || task.Status == PlanTaskStatus.Cancelled)
        {
            return "NO_DEADLINE";
        }

        var unmet = task.Deadlines.Where(deadline => deadline.MetOn is null || deadline.MetOn > day).OrderBy(deadline => deadline.DueOn).FirstOrDefault();
        if (unmet is not null)
        {
            return Of(unmet, day);
        }

        return task.Deadlines.TrueForAll(deadline => deadline.MetOn <= deadline.DueOn) ? "COMPLETED_ON_TIME" : "COMPLETED_LATE";
    }
}
