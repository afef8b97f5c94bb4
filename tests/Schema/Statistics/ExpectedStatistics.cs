using System.Globalization;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Schema.Filtering;
using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Statistics;

/// <summary>Counts of tasks as conventions.md describes them, over objects; each row as a line of text.</summary>
internal static class ExpectedStatistics
{
    public static readonly IReadOnlyList<string> Figures =
    [
        "total", "notStarted", "inProgress", "completed", "suspended", "cancelled", "overdue", "dueSoon", "notDue", "withoutDeadline", "completedOnTime", "completedLate",
    ];

    public static IEnumerable<string> Of(IEnumerable<PlanTask> tasks, string[] keys, DateOnly? asOf)
    {
        var day = asOf ?? TimelinessRule.Today;
        var groups = tasks.SelectMany(task => Quarters(task, keys).Select(quarter => (Task: task, Key: Key(task, quarter, keys, day))))
            .GroupBy(pair => pair.Key).ToList();
        if (keys.Length == 0 && groups.Count == 0)
        {
            return [Line(null, null, null, null, null, null, new int[Figures.Count], 0)];
        }

        return groups.Select(group => Line(group.Key, [.. group.Select(pair => pair.Task)], day));
    }

    public static string Line(
        string? agency, string? section, string? status, string? timeliness, string? quarter, string? kind, int[] figures, double average) => string.Create(
        CultureInfo.InvariantCulture,
        $"{agency}|{section}|{status}|{timeliness}|{quarter}|{kind}|{string.Join(' ', figures)}|{average:F6}");

    private static string Line(GroupKey key, List<PlanTask> tasks, DateOnly day)
    {
        int WithStatus(PlanTaskStatus status) => tasks.Count(task => task.Status == status);
        int WithTimeliness(string timeliness) => tasks.Count(task => TimelinessRule.Of(task, day) == timeliness);
        return Line(
            key.Agency, key.Section, key.Status, key.Timeliness, key.Quarter, key.Kind,
            [
                tasks.Count, WithStatus(PlanTaskStatus.NotStarted), WithStatus(PlanTaskStatus.InProgress), WithStatus(PlanTaskStatus.Completed),
                WithStatus(PlanTaskStatus.Suspended), WithStatus(PlanTaskStatus.Cancelled), WithTimeliness("OVERDUE"), WithTimeliness("DUE_SOON"), WithTimeliness("NOT_DUE"),
                WithTimeliness("NO_DEADLINE"), WithTimeliness("COMPLETED_ON_TIME"), WithTimeliness("COMPLETED_LATE"),
            ],
            tasks.Average(task => task.PercentComplete));
    }

    // A task counts once in every quarter in which it has a deadline.
    private static IEnumerable<string?> Quarters(PlanTask task, string[] keys) => keys.Contains("DUE_QUARTER") && task.Deadlines.Count > 0
        ? task.Deadlines.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.DueOn.Year}-Q{(row.DueOn.Month + 2) / 3}")).Distinct<string?>()
        : [null];

    private static GroupKey Key(PlanTask task, string? quarter, string[] keys, DateOnly day) => new(
        keys.Contains("AGENCY") ? task.LeadAgency?.Code : null,
        keys.Contains("SECTION") ? Ids.Of(task.Section!) : null,
        keys.Contains("STATUS") ? EnumNames.Of(task.Status) : null,
        keys.Contains("TIMELINESS") ? TimelinessRule.Of(task, day) : null,
        quarter,
        keys.Contains("DELIVERABLE_KIND") ? EnumNames.Of(task.DeliverableKind) : null);

    private sealed record GroupKey(string? Agency, string? Section, string? Status, string? Timeliness, string? Quarter, string? Kind);
}
