using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Schema.Deadlines;

/// <summary>The day on which a deadline of each kind falls due.</summary>
internal static class DeadlineDate
{
    /// <summary>The last day of what the kind speaks of and the day lies in; a day itself where it speaks of days.</summary>
    public static DateOnly LastDay(DeadlineKind kind, DateOnly day) => kind switch
    {
        DeadlineKind.Quarter => LastOfMonth(day.Year, 3 * Quarter(day)),
        DeadlineKind.Month => LastOfMonth(day.Year, day.Month),
        _ => day,
    };

    /// <summary>From 1 to 4.</summary>
    public static int Quarter(DateOnly day) => ((day.Month - 1) / 3) + 1;

    private static DateOnly LastOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));
}
