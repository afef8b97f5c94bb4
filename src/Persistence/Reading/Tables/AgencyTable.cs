namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A department, committee or other body.</summary>
public static class AgencyTable
{
    public static readonly Table Table = new("agencies");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column Code = Table.Column("code", ColumnType.Text);
    public static readonly Column Name = Table.Column("name", ColumnType.Text);
    public static readonly Column NameOrder = Table.Column("name_order", ColumnType.Bytes);
    public static readonly Column EnglishName = Table.Column("english_name", ColumnType.Text, nullable: true);
    public static readonly Column Kind = Table.Column("kind", ColumnType.Short);
    public static readonly Column ParentId = Table.Column("parent_id", ColumnType.Long, nullable: true);
    public static readonly Column Aliases = Table.Column("aliases", ColumnType.Text);
    public static readonly Column Folded = Table.Column("folded", ColumnType.Text);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
    public static readonly Column CreatedAt = Table.Column("created_at", ColumnType.Instant);
    public static readonly Column UpdatedAt = Table.Column("updated_at", ColumnType.Instant);
}
