namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>The documents that a task cites.</summary>
public static class TaskLegalDocumentTable
{
    public static readonly Table Table = new("task_legal_documents");

    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column LegalDocumentId = Table.Column("legal_document_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
}
