namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A task's deadline.</summary>
public static class DeadlineTable
{
    public static readonly Table Table = new("deadlines");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column Kind = Table.Column("kind", ColumnType.Short);
    public static readonly Column Phrase = Table.Column("phrase", ColumnType.Text);
    public static readonly Column Deliverable = Table.Column("deliverable", ColumnType.Text, nullable: true);
    public static readonly Column PerformerId = Table.Column("performer_id", ColumnType.Long, nullable: true);
    public static readonly Column DueOn = Table.Column(
        "due_on", ColumnType.Date, past: new PastRows(DeadlineDueTable.Table, DeadlineDueTable.DueOn, "{0}.original_due_on"));
    public static readonly Column OriginalDueOn = Table.Column("original_due_on", ColumnType.Date);
    public static readonly Column MetOn = Table.Column("met_on", ColumnType.Date, nullable: true, past: new PastUntilSet());
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
    public static readonly Column DocumentOrder = Table.Column("document_order", ColumnType.Text);
    public static readonly Column DraftPlanId = Table.Column("draft_plan_id", ColumnType.Long, nullable: true);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
}
