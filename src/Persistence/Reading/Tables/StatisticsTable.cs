using KGPlanGraph.PlanDocuments;
namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>Counts of tasks by group: no stored table, but read like one; <see cref="StatisticsWriter"/> makes its rows.</summary>
public static class StatisticsTable
{
    public static readonly Table Table = new("statistics");

    public static readonly Column AgencyId = Table.Column("agency_id", ColumnType.Long, nullable: true);
    public static readonly Column SectionId = Table.Column("section_id", ColumnType.Long, nullable: true);
    public static readonly Column Status = Table.Column("status", ColumnType.Short, nullable: true);
    public static readonly Column Timeliness = Table.Column("timeliness", ColumnType.Short, nullable: true);
    public static readonly Column DueQuarter = Table.Column("due_quarter", ColumnType.Text, nullable: true);
    public static readonly Column DeliverableKind = Table.Column("deliverable_kind", ColumnType.Short, nullable: true);
    public static readonly Column Total = Table.Column("total", ColumnType.Long);
    public static readonly Column NotStarted = Table.Column("not_started", ColumnType.Long);
    public static readonly Column InProgress = Table.Column("in_progress", ColumnType.Long);
    public static readonly Column Completed = Table.Column("completed", ColumnType.Long);
    public static readonly Column Suspended = Table.Column("suspended", ColumnType.Long);
    public static readonly Column Cancelled = Table.Column("cancelled", ColumnType.Long);
    public static readonly Column Overdue = Table.Column("overdue", ColumnType.Long);
    public static readonly Column DueSoon = Table.Column("due_soon", ColumnType.Long);
    public static readonly Column NotDue = Table.Column("not_due", ColumnType.Long);
    public static readonly Column WithoutDeadline = Table.Column("without_deadline", ColumnType.Long);
    public static readonly Column CompletedOnTime = Table.Column("completed_on_time", ColumnType.Long);
    public static readonly Column CompletedLate = Table.Column("completed_late", ColumnType.Long);
    public static readonly Column AveragePercentComplete = Table.Column("average_percent_complete", ColumnType.Double);
}
