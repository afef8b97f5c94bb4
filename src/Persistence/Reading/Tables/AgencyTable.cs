using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A department, committee or other body.</summary>
public static class AgencyTable
{
    public static readonly Table<Agency> Table = new("agencies");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column Code = Table.Column(row => row.Code);
    public static readonly Column Name = Table.Column(row => row.Name);
    public static readonly Column NameOrder = Table.Column(row => row.NameOrder);
    public static readonly Column EnglishName = Table.Column(row => row.EnglishName);
    public static readonly Column Kind = Table.Column(row => row.Kind);
    public static readonly Column ParentId = Table.Column(row => row.ParentId);
    public static readonly Column Aliases = Table.Column(row => row.Aliases);
    public static readonly Column Folded = Table.Column(row => row.Folded);
    public static readonly Column Version = Table.Column(row => row.Version);
    public static readonly Column CreatedAt = Table.Column(row => row.CreatedAt);
    public static readonly Column UpdatedAt = Table.Column(row => row.UpdatedAt);
}
