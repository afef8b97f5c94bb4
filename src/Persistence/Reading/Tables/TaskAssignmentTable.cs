namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>Who leads and coordinates a task.</summary>
public static class TaskAssignmentTable
{
    public static readonly Table Table = new("task_assignments");

    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column AgencyId = Table.Column("agency_id", ColumnType.Long);
    public static readonly Column Role = Table.Column("role", ColumnType.Short);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}
