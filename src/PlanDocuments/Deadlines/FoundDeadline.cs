namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>A deadline and the tokens of its phrase.</summary>
internal readonly record struct FoundDeadline(DeadlineKind Kind, DateOnly DueOn, int Start, int End);

/// <summary>A date as written, from token <paramref name="Start"/> up to <paramref name="End"/>; it need not exist.</summary>
internal readonly record struct WrittenDate(int Start, int End, int Day, int Month, int? Year)
{
    /// <summary>The date in <paramref name="year"/>; null where the calendar has none.</summary>
    public DateOnly? In(int year) =>
        Month is >= 1 and <= 12 && Day >= 1 && year is >= 1 and <= 9999 && Day <= DateTime.DaysInMonth(year, Month) ? new DateOnly(year, Month, Day) : null;
}
