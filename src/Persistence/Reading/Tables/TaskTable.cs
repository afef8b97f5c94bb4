using KGPlanGraph.PlanDocuments;
namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>An item of a plan.</summary>
public static class TaskTable
{
    public static readonly Table Table = new("tasks");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column PlanId = Table.Column("plan_id", ColumnType.Long);
    public static readonly Column SectionId = Table.Column("section_id", ColumnType.Long);
    public static readonly Column Label = Table.Column("label", ColumnType.Text);
    public static readonly Column LabelOrder = Table.Column("label_order", ColumnType.Text);
    public static readonly Column Title = Table.Column("title", ColumnType.Text);
    public static readonly Column TitleOrder = Table.Column("title_order", ColumnType.Bytes);
    public static readonly Column Content = Table.Column("content", ColumnType.Text);
    public static readonly Column DeliverableKind = Table.Column("deliverable_kind", ColumnType.Short);
    public static readonly Column Status = Table.Column(
        "status", ColumnType.Short, past: new PastRows(TaskStateTable.Table, TaskStateTable.Status, "CAST(0 AS smallint)"));
    public static readonly Column PercentComplete = Table.Column(
        "percent_complete", ColumnType.Int, past: new PastRows(TaskStateTable.Table, TaskStateTable.PercentComplete, "0"));
    public static readonly Column LeadAgencyId = Table.Column("lead_agency_id", ColumnType.Long, nullable: true);
    public static readonly Column HasOpenCoordination = Table.Column("has_open_coordination", ColumnType.Boolean);
    public static readonly Column OpenCoordinationPhrase = Table.Column("open_coordination_phrase", ColumnType.Text, nullable: true);
    public static readonly Column ExpectedOutput = Table.Column("expected_output", ColumnType.Text, nullable: true);
    public static readonly Column DocumentOrder = Table.Column("document_order", ColumnType.Text);
    public static readonly Column Folded = Table.Column("folded", ColumnType.Text);
    public static readonly Column DraftPlanId = Table.Column("draft_plan_id", ColumnType.Long, nullable: true);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
    public static readonly Column CreatedAt = Table.Column("created_at", ColumnType.Instant);
    public static readonly Column UpdatedAt = Table.Column("updated_at", ColumnType.Instant);
}
