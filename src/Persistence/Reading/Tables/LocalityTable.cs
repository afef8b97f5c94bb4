using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A place.</summary>
public static class LocalityTable
{
    public static readonly Table<Locality> Table = new("localities");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column Code = Table.Column(row => row.Code);
    public static readonly Column Name = Table.Column(row => row.Name);
    public static readonly Column NameOrder = Table.Column(row => row.NameOrder);
    public static readonly Column Kind = Table.Column(row => row.Kind);
    public static readonly Column ParentId = Table.Column(row => row.ParentId);
    public static readonly Column DraftPlanId = Table.Column(row => row.DraftPlanId);
    public static readonly Column Version = Table.Column(row => row.Version);
}
