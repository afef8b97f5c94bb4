using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>An item of a plan.</summary>
public static class TaskTable
{
    public static readonly Table<PlanTask> Table = new("tasks");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column PlanId = Table.Column(row => row.PlanId);
    public static readonly Column SectionId = Table.Column(row => row.SectionId);
    public static readonly Column Label = Table.Column(row => row.Label);
    public static readonly Column LabelOrder = Table.Column(row => row.LabelOrder);
    public static readonly Column Title = Table.Column(row => row.Title);
    public static readonly Column TitleOrder = Table.Column(row => row.TitleOrder);
    public static readonly Column Content = Table.Column(row => row.Content);
    public static readonly Column DeliverableKind = Table.Column(row => row.DeliverableKind);
    public static readonly Column Status = Table.Column(row => row.Status, new PastRows(TaskStateTable.Table, TaskStateTable.Status, "CAST(0 AS smallint)"));
    public static readonly Column PercentComplete = Table.Column(row => row.PercentComplete, new PastRows(TaskStateTable.Table, TaskStateTable.PercentComplete, "0"));
    public static readonly Column LeadAgencyId = Table.Column(row => row.LeadAgencyId);
    public static readonly Column HasOpenCoordination = Table.Column(row => row.HasOpenCoordination);
    public static readonly Column OpenCoordinationPhrase = Table.Column(row => row.OpenCoordinationPhrase);
    public static readonly Column ExpectedOutput = Table.Column(row => row.ExpectedOutput);
    public static readonly Column DocumentOrder = Table.Column(row => row.DocumentOrder);
    public static readonly Column Folded = Table.Column(row => row.Folded);
    public static readonly Column DraftPlanId = Table.Column(row => row.DraftPlanId);
    public static readonly Column Version = Table.Column(row => row.Version);
    public static readonly Column CreatedAt = Table.Column(row => row.CreatedAt);
    public static readonly Column UpdatedAt = Table.Column(row => row.UpdatedAt);
}
