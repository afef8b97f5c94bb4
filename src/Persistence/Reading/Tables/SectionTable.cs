using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A heading of a plan's outline.</summary>
public static class SectionTable
{
    public static readonly Table<PlanSection> Table = new("plan_sections");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column PlanId = Table.Column(row => row.PlanId);
    public static readonly Column ParentId = Table.Column(row => row.ParentId);
    public static readonly Column Label = Table.Column(row => row.Label);
    public static readonly Column LabelOrder = Table.Column(row => row.LabelOrder);
    public static readonly Column Heading = Table.Column(row => row.Heading);
    public static readonly Column HeadingOrder = Table.Column(row => row.HeadingOrder);
    public static readonly Column Body = Table.Column(row => row.Body);
    public static readonly Column Position = Table.Column(row => row.Position);
    public static readonly Column DocumentOrder = Table.Column(row => row.DocumentOrder);
    public static readonly Column DraftPlanId = Table.Column(row => row.DraftPlanId);
    public static readonly Column Version = Table.Column(row => row.Version);
}
