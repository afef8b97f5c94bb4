namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A document that plans rest on or cite.</summary>
public static class LegalDocumentTable
{
    public static readonly Table Table = new("legal_documents");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column Number = Table.Column("number", ColumnType.Text, nullable: true);
    public static readonly Column Title = Table.Column("title", ColumnType.Text);
    public static readonly Column IssuedOn = Table.Column("issued_on", ColumnType.Date, nullable: true);
    public static readonly Column IssuerId = Table.Column("issuer_id", ColumnType.Long, nullable: true);
    public static readonly Column DraftPlanId = Table.Column("draft_plan_id", ColumnType.Long, nullable: true);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
}
