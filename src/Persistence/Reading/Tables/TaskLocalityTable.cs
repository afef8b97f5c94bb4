namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>The places of a task.</summary>
public static class TaskLocalityTable
{
    public static readonly Table Table = new("task_localities");

    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column LocalityId = Table.Column("locality_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}
