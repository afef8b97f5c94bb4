namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A change of the plan that an agency asks for.</summary>
public static class AmendmentTable
{
    public static readonly Table Table = new("amendments");

    public static readonly Column Id = Table.Column("id", ColumnType.Long);
    public static readonly Column TaskId = Table.Column("task_id", ColumnType.Long);
    public static readonly Column AgencyId = Table.Column("agency_id", ColumnType.Long);
    public static readonly Column Kind = Table.Column("kind", ColumnType.Short);
    public static readonly Column Status = Table.Column("status", ColumnType.Short);
    public static readonly Column Reason = Table.Column("reason", ColumnType.Text);
    public static readonly Column DeadlineId = Table.Column("deadline_id", ColumnType.Long, nullable: true);
    public static readonly Column ProposedDueOn = Table.Column("proposed_due_on", ColumnType.Date, nullable: true);
    public static readonly Column ProposedContent = Table.Column("proposed_content", ColumnType.Text, nullable: true);
    public static readonly Column ProposedAgencyId = Table.Column("proposed_agency_id", ColumnType.Long, nullable: true);
    public static readonly Column Opinion = Table.Column("opinion", ColumnType.Text, nullable: true);
    public static readonly Column Decision = Table.Column("decision", ColumnType.Text, nullable: true);
    public static readonly Column DecisionNumber = Table.Column("decision_number", ColumnType.Text, nullable: true);
    public static readonly Column ProposedBy = Table.Column("proposed_by", ColumnType.Text, nullable: true);
    public static readonly Column ProposedAt = Table.Column("proposed_at", ColumnType.Instant);
    public static readonly Column ReviewedAt = Table.Column("reviewed_at", ColumnType.Instant, nullable: true);
    public static readonly Column DecidedAt = Table.Column("decided_at", ColumnType.Instant, nullable: true);
    public static readonly Column Version = Table.Column("version", ColumnType.Int);
}
