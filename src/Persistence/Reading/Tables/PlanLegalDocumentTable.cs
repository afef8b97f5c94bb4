namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>The documents of a plan.</summary>
public static class PlanLegalDocumentTable
{
    public static readonly Table Table = new("plan_legal_documents");

    public static readonly Column PlanId = Table.Column("plan_id", ColumnType.Long);
    public static readonly Column LegalDocumentId = Table.Column("legal_document_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}
