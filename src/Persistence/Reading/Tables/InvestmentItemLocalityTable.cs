namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>The places of an investment item.</summary>
public static class InvestmentItemLocalityTable
{
    public static readonly Table Table = new("investment_item_localities");

    public static readonly Column ItemId = Table.Column("item_id", ColumnType.Long);
    public static readonly Column LocalityId = Table.Column("locality_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}
