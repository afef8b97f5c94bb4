namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>The documents of a plan.</summary>
public static class PlanLegalDocumentTable
{
    public static readonly Table Table = new("plan_legal_documents");

    public static readonly Column PlanId = Table.Column("plan_id", ColumnType.Long);
    public static readonly Column LegalDocumentId = Table.Column("legal_document_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}

/// <summary>Who leads and coordinates a task.</summary>
public static class TaskAssignmentTable
{
    public static readonly Table Table = new("task_assignments");

    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column AgencyId = Table.Column("agency_id", ColumnType.Long);
    public static readonly Column Role = Table.Column("role", ColumnType.Short);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}

/// <summary>The investment items of a task.</summary>
public static class TaskInvestmentItemTable
{
    public static readonly Table Table = new("task_investment_items");

    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column ItemId = Table.Column("item_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}

/// <summary>The documents that a task cites.</summary>
public static class TaskLegalDocumentTable
{
    public static readonly Table Table = new("task_legal_documents");

    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column LegalDocumentId = Table.Column("legal_document_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}

/// <summary>The places of a task.</summary>
public static class TaskLocalityTable
{
    public static readonly Table Table = new("task_localities");

    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column LocalityId = Table.Column("locality_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}

/// <summary>The places of an investment item.</summary>
public static class InvestmentItemLocalityTable
{
    public static readonly Table Table = new("investment_item_localities");

    public static readonly Column ItemId = Table.Column("item_id", ColumnType.Long);
    public static readonly Column LocalityId = Table.Column("locality_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}

/// <summary>The partners of a project.</summary>
public static class InvestmentProjectPartnerTable
{
    public static readonly Table Table = new("investment_project_partners");

    public static readonly Column ItemId = Table.Column("item_id", ColumnType.Long);
    public static readonly Column AgencyId = Table.Column("agency_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}

/// <summary>The deadlines that a report says were met.</summary>
public static class MetDeadlineTable
{
    public static readonly Table Table = new("progress_report_met_deadlines");

    public static readonly Column ReportId = Table.Column("report_id", ColumnType.Long);
    public static readonly Column DeadlineId = Table.Column("deadline_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}

/// <summary>A report's evidence.</summary>
public static class EvidenceTable
{
    public static readonly Table Table = new("progress_report_evidence");

    public static readonly Column ReportId = Table.Column("report_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
    public static readonly Column Title = Table.Column("title", ColumnType.Text);
    public static readonly Column Url = Table.Column("url", ColumnType.Text);
    public static readonly Column DocumentNumber = Table.Column("document_number", ColumnType.Text, nullable: true);
}
