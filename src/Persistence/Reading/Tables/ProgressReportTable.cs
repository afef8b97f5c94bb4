namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>What an agency reports on a task.</summary>
public static class ProgressReportTable
{
    public static readonly Table Table = new("progress_reports");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column AgencyId = Table.Column("agency_id", ColumnType.Long);
    public static readonly Column ReportedOn = Table.Column("reported_on", ColumnType.Date);
    public static readonly Column Status = Table.Column("status", ColumnType.Short);
    public static readonly Column TaskStatus = Table.Column("task_status", ColumnType.Short);
    public static readonly Column PercentComplete = Table.Column("percent_complete", ColumnType.Int);
    public static readonly Column Summary = Table.Column("summary", ColumnType.Text);
    public static readonly Column Obstacles = Table.Column("obstacles", ColumnType.Text, nullable: true);
    public static readonly Column Proposals = Table.Column("proposals", ColumnType.Text, nullable: true);
    public static readonly Column ReviewNote = Table.Column("review_note", ColumnType.Text, nullable: true);
    public static readonly Column SubmittedBy = Table.Column("submitted_by", ColumnType.Text, nullable: true);
    public static readonly Column SubmittedAt = Table.Column("submitted_at", ColumnType.Instant);
    public static readonly Column ReviewedBy = Table.Column("reviewed_by", ColumnType.Text, nullable: true);
    public static readonly Column ReviewedAt = Table.Column("reviewed_at", ColumnType.Instant, nullable: true);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
}
