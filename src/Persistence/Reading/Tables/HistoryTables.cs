namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>Where tasks stood from one day to another.</summary>
public static class TaskStateTable
{
    public static readonly Table Table = new("task_states");

    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column FromDay = Table.Column("from_day", ColumnType.Date);
    public static readonly Column UntilDay = Table.Column("until_day", ColumnType.Date);
    public static readonly Column Status = Table.Column("status", ColumnType.Short);
    public static readonly Column PercentComplete = Table.Column("percent_complete", ColumnType.Int);
    public static readonly Column ReportedPercent = Table.Column("reported_percent", ColumnType.Int, nullable: true);
}

/// <summary>When deadlines were due from one day to another, once they had been extended.</summary>
public static class DeadlineDueTable
{
    public static readonly Table Table = new("deadline_dues");

    public static readonly Column DeadlineId = Table.Column("deadline_id", ColumnType.Long);
    public static readonly Column FromDay = Table.Column("from_day", ColumnType.Date);
    public static readonly Column UntilDay = Table.Column("until_day", ColumnType.Date);
    public static readonly Column DueOn = Table.Column("due_on", ColumnType.Date);
}
