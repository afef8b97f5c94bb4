namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>The partners of a project.</summary>
public static class InvestmentProjectPartnerTable
{
    public static readonly Table Table = new("investment_project_partners");

    public static readonly Column ItemId = Table.Column("item_id", ColumnType.Long);
    public static readonly Column AgencyId = Table.Column("agency_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}
