namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A report's evidence.</summary>
public static class EvidenceTable
{
    public static readonly Table Table = new("progress_report_evidence");

    public static readonly Column ReportId = Table.Column("report_id", ColumnType.Long);
    public static readonly Column Position = Table.Column("position", ColumnType.Int);
    public static readonly Column Title = Table.Column("title", ColumnType.Text);
    public static readonly Column Url = Table.Column("url", ColumnType.Text);
    public static readonly Column DocumentNumber = Table.Column("document_number", ColumnType.Text, nullable: true);
}
