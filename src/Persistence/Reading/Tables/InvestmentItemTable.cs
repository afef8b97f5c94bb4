namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>Zones, clusters and projects.</summary>
public static class InvestmentItemTable
{
    public static readonly Table Table = new("investment_items");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column Kind = Table.Column("kind", ColumnType.Short);
    public static readonly Column Code = Table.Column("code", ColumnType.Text);
    public static readonly Column Name = Table.Column("name", ColumnType.Text);
    public static readonly Column NameOrder = Table.Column("name_order", ColumnType.Bytes);
    public static readonly Column Stage = Table.Column("stage", ColumnType.Short);
    public static readonly Column ManagingAgencyId = Table.Column("managing_agency_id", ColumnType.Long);
    public static readonly Column AreaHectares = Table.Column("area_hectares", ColumnType.Double, nullable: true);
    public static readonly Column CapitalVnd = Table.Column("capital_vnd", ColumnType.Long, nullable: true);
    public static readonly Column CallsForInvestment = Table.Column("calls_for_investment", ColumnType.Boolean);
    public static readonly Column Note = Table.Column("note", ColumnType.Text, nullable: true);
    public static readonly Column Phase = Table.Column("phase", ColumnType.Text, nullable: true);
    public static readonly Column OccupancyPercent = Table.Column("occupancy_percent", ColumnType.Double, nullable: true);
    public static readonly Column InfrastructureInvestor = Table.Column("infrastructure_investor", ColumnType.Text, nullable: true);
    public static readonly Column IsPilot = Table.Column("is_pilot", ColumnType.Boolean);
    public static readonly Column Sector = Table.Column("sector", ColumnType.Short, nullable: true);
    public static readonly Column Folded = Table.Column("folded", ColumnType.Text);
    public static readonly Column DraftPlanId = Table.Column("draft_plan_id", ColumnType.Long, nullable: true);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
    public static readonly Column CreatedAt = Table.Column("created_at", ColumnType.Instant);
    public static readonly Column UpdatedAt = Table.Column("updated_at", ColumnType.Instant);
}
