using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A task's deadline.</summary>
public static class DeadlineTable
{
    public static readonly Table<Deadline> Table = new("deadlines");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column TaskId = Table.Column(row => row.TaskId);
    public static readonly Column Kind = Table.Column(row => row.Kind);
    public static readonly Column Phrase = Table.Column(row => row.Phrase);
    public static readonly Column Deliverable = Table.Column(row => row.Deliverable);
    public static readonly Column PerformerId = Table.Column(row => row.PerformerId);
    public static readonly Column DueOn = Table.Column(row => row.DueOn, new PastRows(DeadlineDueTable.Table, DeadlineDueTable.DueOn, "{0}.original_due_on"));
    public static readonly Column OriginalDueOn = Table.Column(row => row.OriginalDueOn);
    public static readonly Column MetOn = Table.Column(row => row.MetOn, new PastUntilSet());
    public static readonly Column Position = Table.Column(row => row.Position);
    public static readonly Column DocumentOrder = Table.Column(row => row.DocumentOrder);
    public static readonly Column DraftPlanId = Table.Column(row => row.DraftPlanId);
    public static readonly Column Version = Table.Column(row => row.Version);
}
