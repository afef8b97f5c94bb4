using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>Zones, clusters and projects.</summary>
public static class InvestmentItemTable
{
    public static readonly Table<InvestmentItem> Table = new("investment_items");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column Kind = Table.Column(row => row.Kind);
    public static readonly Column Code = Table.Column(row => row.Code);
    public static readonly Column Name = Table.Column(row => row.Name);
    public static readonly Column NameOrder = Table.Column(row => row.NameOrder);
    public static readonly Column Stage = Table.Column(row => row.Stage);
    public static readonly Column ManagingAgencyId = Table.Column(row => row.ManagingAgencyId);
    public static readonly Column AreaHectares = Table.Column(row => row.AreaHectares);
    public static readonly Column CapitalVnd = Table.Column(row => row.CapitalVnd);
    public static readonly Column CallsForInvestment = Table.Column(row => row.CallsForInvestment);
    public static readonly Column Note = Table.Column(row => row.Note);
    public static readonly Column Phase = Table.Column(row => row.Phase);
    public static readonly Column OccupancyPercent = Table.Column(row => row.OccupancyPercent);
    public static readonly Column InfrastructureInvestor = Table.Column(row => row.InfrastructureInvestor);
    public static readonly Column IsPilot = Table.Column(row => row.IsPilot);
    public static readonly Column Sector = Table.Column(row => row.Sector);
    public static readonly Column Folded = Table.Column(row => row.Folded);
    public static readonly Column DraftPlanId = Table.Column(row => row.DraftPlanId);
    public static readonly Column Version = Table.Column(row => row.Version);
    public static readonly Column CreatedAt = Table.Column(row => row.CreatedAt);
    public static readonly Column UpdatedAt = Table.Column(row => row.UpdatedAt);
}
