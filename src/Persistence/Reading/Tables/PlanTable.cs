namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A plan.</summary>
public static class PlanTable
{
    public static readonly Table Table = new("plans");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column Code = Table.Column("code", ColumnType.Text);
    public static readonly Column Title = Table.Column("title", ColumnType.Text);
    public static readonly Column TitleOrder = Table.Column("title_order", ColumnType.Bytes);
    public static readonly Column Year = Table.Column("year", ColumnType.Int);
    public static readonly Column LastYear = Table.Column("last_year", ColumnType.Int);
    public static readonly Column DocumentType = Table.Column("document_type", ColumnType.Text);
    public static readonly Column Status = Table.Column("status", ColumnType.Short);
    public static readonly Column IssuerId = Table.Column("issuer_id", ColumnType.Long);
    public static readonly Column SignatoryName = Table.Column("signatory_name", ColumnType.Text, nullable: true);
    public static readonly Column SignatoryCapacity = Table.Column("signatory_capacity", ColumnType.Text, nullable: true);
    public static readonly Column DocumentNumber = Table.Column("document_number", ColumnType.Text, nullable: true);
    public static readonly Column IssuedOn = Table.Column("issued_on", ColumnType.Date, nullable: true);
    public static readonly Column Recipients = Table.Column("recipients", ColumnType.Text);
    public static readonly Column DraftPlanId = Table.Column("draft_plan_id", ColumnType.Long, nullable: true);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
    public static readonly Column CreatedAt = Table.Column("created_at", ColumnType.Instant);
    public static readonly Column UpdatedAt = Table.Column("updated_at", ColumnType.Instant);
}
