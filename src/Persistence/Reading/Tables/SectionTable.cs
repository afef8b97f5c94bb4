namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A heading of a plan's outline.</summary>
public static class SectionTable
{
    public static readonly Table Table = new("plan_sections");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column PlanId = Table.Column("plan_id", ColumnType.Long);
    public static readonly Column ParentId = Table.Column("parent_id", ColumnType.Long, nullable: true);
    public static readonly Column Label = Table.Column("label", ColumnType.Text);
    public static readonly Column LabelOrder = Table.Column("label_order", ColumnType.Text);
    public static readonly Column Heading = Table.Column("heading", ColumnType.Text);
    public static readonly Column HeadingOrder = Table.Column("heading_order", ColumnType.Bytes);
    public static readonly Column Body = Table.Column("body", ColumnType.Text);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
    public static readonly Column DocumentOrder = Table.Column("document_order", ColumnType.Text);
    public static readonly Column DraftPlanId = Table.Column("draft_plan_id", ColumnType.Long, nullable: true);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
}
