using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A change of the plan that an agency asks for.</summary>
public static class AmendmentTable
{
    public static readonly Table<Amendment> Table = new("amendments");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column TaskId = Table.Column(row => row.TaskId);
    public static readonly Column AgencyId = Table.Column(row => row.AgencyId);
    public static readonly Column Kind = Table.Column(row => row.Kind);
    public static readonly Column Status = Table.Column(row => row.Status);
    public static readonly Column Reason = Table.Column(row => row.Reason);
    public static readonly Column DeadlineId = Table.Column(row => row.DeadlineId);
    public static readonly Column ProposedDueOn = Table.Column(row => row.ProposedDueOn);
    public static readonly Column ProposedContent = Table.Column(row => row.ProposedContent);
    public static readonly Column ProposedAgencyId = Table.Column(row => row.ProposedAgencyId);
    public static readonly Column Opinion = Table.Column(row => row.Opinion);
    public static readonly Column Decision = Table.Column(row => row.Decision);
    public static readonly Column DecisionNumber = Table.Column(row => row.DecisionNumber);
    public static readonly Column ProposedBy = Table.Column(row => row.ProposedBy);
    public static readonly Column ProposedAt = Table.Column(row => row.ProposedAt);
    public static readonly Column ReviewedAt = Table.Column(row => row.ReviewedAt);
    public static readonly Column DecidedAt = Table.Column(row => row.DecidedAt);
    public static readonly Column Version = Table.Column(row => row.Version);
}
