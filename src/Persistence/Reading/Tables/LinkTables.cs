using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>The documents of a plan.</summary>
public static class PlanLegalDocumentTable
{
    public static readonly Table<PlanLegalDocument> Table = new("plan_legal_documents");

    public static readonly Column PlanId = Table.Column(row => row.PlanId);
    public static readonly Column LegalDocumentId = Table.Column(row => row.LegalDocumentId);
    public static readonly Column Position = Table.Column(row => row.Position);
}

/// <summary>Who leads and coordinates a task.</summary>
public static class TaskAssignmentTable
{
    public static readonly Table<TaskAssignment> Table = new("task_assignments");

    public static readonly Column TaskId = Table.Column(row => row.TaskId);
    public static readonly Column AgencyId = Table.Column(row => row.AgencyId);
    public static readonly Column Role = Table.Column(row => row.Role);
    public static readonly Column Position = Table.Column(row => row.Position);
}

/// <summary>The investment items of a task.</summary>
public static class TaskInvestmentItemTable
{
    public static readonly Table<TaskInvestmentItem> Table = new("task_investment_items");

    public static readonly Column TaskId = Table.Column(row => row.TaskId);
    public static readonly Column ItemId = Table.Column(row => row.ItemId);
    public static readonly Column Position = Table.Column(row => row.Position);
}

/// <summary>The documents that a task cites.</summary>
public static class TaskLegalDocumentTable
{
    public static readonly Table<TaskLegalDocument> Table = new("task_legal_documents");

    public static readonly Column TaskId = Table.Column(row => row.TaskId);
    public static readonly Column LegalDocumentId = Table.Column(row => row.LegalDocumentId);
    public static readonly Column Position = Table.Column(row => row.Position);
}

/// <summary>The places of a task.</summary>
public static class TaskLocalityTable
{
    public static readonly Table<TaskLocality> Table = new("task_localities");

    public static readonly Column TaskId = Table.Column(row => row.TaskId);
    public static readonly Column LocalityId = Table.Column(row => row.LocalityId);
    public static readonly Column Position = Table.Column(row => row.Position);
}

/// <summary>The places of an investment item.</summary>
public static class InvestmentItemLocalityTable
{
    public static readonly Table<InvestmentItemLocality> Table = new("investment_item_localities");

    public static readonly Column ItemId = Table.Column(row => row.ItemId);
    public static readonly Column LocalityId = Table.Column(row => row.LocalityId);
    public static readonly Column Position = Table.Column(row => row.Position);
}

/// <summary>The partners of a project.</summary>
public static class InvestmentProjectPartnerTable
{
    public static readonly Table<InvestmentProjectPartner> Table = new("investment_project_partners");

    public static readonly Column ItemId = Table.Column(row => row.ItemId);
    public static readonly Column AgencyId = Table.Column(row => row.AgencyId);
    public static readonly Column Position = Table.Column(row => row.Position);
}

/// <summary>The deadlines that a report says were met.</summary>
public static class MetDeadlineTable
{
    public static readonly Table<ProgressReportMetDeadline> Table = new("progress_report_met_deadlines");

    public static readonly Column ReportId = Table.Column(row => row.ReportId);
    public static readonly Column DeadlineId = Table.Column(row => row.DeadlineId);
    public static readonly Column Position = Table.Column(row => row.Position);
}

/// <summary>A report's evidence.</summary>
public static class EvidenceTable
{
    public static readonly Table<ProgressReportEvidence> Table = new("progress_report_evidence");

    public static readonly Column ReportId = Table.Column(row => row.ReportId);
    public static readonly Column Position = Table.Column(row => row.Position);
    public static readonly Column Title = Table.Column(row => row.Title);
    public static readonly Column Url = Table.Column(row => row.Url);
    public static readonly Column DocumentNumber = Table.Column(row => row.DocumentNumber);
}
