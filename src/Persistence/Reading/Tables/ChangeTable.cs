namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>Every committed change, by its number.</summary>
public static class ChangeTable
{
    public static readonly Table Table = new("changes");

    public static readonly Column Sequence = Table.Column("sequence", ColumnType.Long);
    public static readonly Column Kind = Table.Column("kind", ColumnType.Short);
    public static readonly Column PublicKind = Table.Column("public_kind", ColumnType.Short, nullable: true);
    public static readonly Column Subject = Table.Column("subject", ColumnType.Short);
    public static readonly Column SubjectId = Table.Column("subject_id", ColumnType.Long);
    public static readonly Column AgencyId = Table.Column("agency_id", ColumnType.Long, nullable: true);
    public static readonly Column Actor = Table.Column("actor", ColumnType.Text, nullable: true);
    public static readonly Column OccurredAt = Table.Column("occurred_at", ColumnType.Instant);
    public static readonly Column ChangedFields = Table.Column("changed_fields", ColumnType.Text);
    public static readonly Column Before = Table.Column("before", ColumnType.Text, nullable: true);
    public static readonly Column After = Table.Column("after", ColumnType.Text, nullable: true);
    public static readonly Column OwnerAgencyId = Table.Column("owner_agency_id", ColumnType.Long, nullable: true);
    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long, nullable: true);
}
