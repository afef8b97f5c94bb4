namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>The deadlines that a report says were met.</summary>
public static class MetDeadlineTable
{
    public static readonly Table Table = new("progress_report_met_deadlines");

    public static readonly Column ReportId = Table.Column("report_id", ColumnType.Long);
    public static readonly Column DeadlineId = Table.Column("deadline_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}
