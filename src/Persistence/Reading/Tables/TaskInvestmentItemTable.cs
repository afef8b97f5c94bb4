namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>The investment items of a task.</summary>
public static class TaskInvestmentItemTable
{
    public static readonly Table Table = new("task_investment_items");

    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column ItemId = Table.Column("item_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}
