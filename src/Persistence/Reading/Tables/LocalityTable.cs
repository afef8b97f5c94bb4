namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A place.</summary>
public static class LocalityTable
{
    public static readonly Table Table = new("localities");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column Code = Table.Column("code", ColumnType.Text, nullable: true);
    public static readonly Column Name = Table.Column("name", ColumnType.Text);
    public static readonly Column NameOrder = Table.Column("name_order", ColumnType.Bytes);
    public static readonly Column Kind = Table.Column("kind", ColumnType.Short);
    public static readonly Column ParentId = Table.Column("parent_id", ColumnType.Long, nullable: true);
    public static readonly Column DraftPlanId = Table.Column("draft_plan_id", ColumnType.Long, nullable: true);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
}
