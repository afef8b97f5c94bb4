using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Deadlines;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.ProgressReports;

internal static class ProgressReportType
{
    private static readonly Link Met = new(MetDeadlineTable.Table, MetDeadlineTable.ReportId, MetDeadlineTable.DeadlineId);

    private static readonly ToOne Task = new(ProgressReportTable.TaskId, TaskTable.Table);

    private static readonly ToOne Plan = new(TaskTable.PlanId, PlanTable.Table);

    public static readonly TypeBinding Binding = new()
    {
        TypeName = "ProgressReport",
        Table = ProgressReportTable.Table,
        Visible = Visible,
        DefaultOrder = [Relation.ByDescending(ProgressReportTable.SubmittedAt)],
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["task"] = new ToOneBinding(Task, () => TaskType.Binding),
            ["agency"] = new ToOneBinding(new ToOne(ProgressReportTable.AgencyId, AgencyTable.Table), () => AgencyType.Binding),
            ["reportedOn"] = new ColumnBinding(ProgressReportTable.ReportedOn),
            ["status"] = new ColumnBinding(ProgressReportTable.Status),
            ["taskStatus"] = new ColumnBinding(ProgressReportTable.TaskStatus),
            ["percentComplete"] = new ColumnBinding(ProgressReportTable.PercentComplete),
            ["summary"] = new ColumnBinding(ProgressReportTable.Summary),
            ["obstacles"] = new ColumnBinding(ProgressReportTable.Obstacles) { ReadableBy = Permissions.ReadsInternals },
            ["proposals"] = new ColumnBinding(ProgressReportTable.Proposals) { ReadableBy = Permissions.ReadsInternals },
            ["evidence"] = new ListBinding(
                new ToMany(EvidenceTable.Table, EvidenceTable.ReportId), () => EvidenceType.Binding, Relation.ByPosition(EvidenceTable.Position)),
            ["metDeadlines"] = new ListBinding(
                new ToMany(DeadlineTable.Table, DeadlineTable.Id, Met), () => DeadlineType.Binding, Relation.ByPosition(Met)),
            ["reviewNote"] = new ColumnBinding(ProgressReportTable.ReviewNote) { ReadableBy = Permissions.ReadsInternals },
            ["submittedBy"] = new ColumnBinding(ProgressReportTable.SubmittedBy) { ReadableBy = Permissions.ReadsInternals },
            ["submittedAt"] = new ColumnBinding(ProgressReportTable.SubmittedAt),
            ["reviewedBy"] = new ColumnBinding(ProgressReportTable.ReviewedBy) { ReadableBy = Permissions.ReadsInternals },
            ["reviewedAt"] = new ColumnBinding(ProgressReportTable.ReviewedAt),
            ["viewerCan"] = new PermissionsBinding(
                new(plan => new Through(Task, new Through(Plan, plan)), ProgressReportTable.Status, ProgressReportTable.AgencyId),
                new Dictionary<string, MutationRule>
                {
                    ["accept"] = ProgressReportRules.Accept,
                    ["sendBack"] = ProgressReportRules.Return,
                    ["withdraw"] = ProgressReportRules.Withdraw,
                }),
            ["version"] = new ColumnBinding(ProgressReportTable.Version),
        },
    };

    // Accepted ones for everybody; an agency's own, and those on a task that it leads, in any state.
    private static Condition Visible(Caller caller)
    {
        if (caller.HasAny(Permissions.SeesAllReports))
        {
            return Condition.Always;
        }

        var accepted = new Comparison(
            new ColumnOperand(ProgressReportTable.Status), ComparisonKind.Equal, (short)ProgressReportStatus.Accepted);
        return caller.ActingFor is { } code
            ? new AnyOf([accepted, new IsAgency(ProgressReportTable.AgencyId, code), new Through(Task, new IsAgency(TaskTable.LeadAgencyId, code))])
            : accepted;
    }
}

internal static class EvidenceType
{
    public static readonly TypeBinding Binding = new()
    {
        TypeName = "Evidence",
        Table = EvidenceTable.Table,
        Fields = new Dictionary<string, FieldBinding>
        {
            ["title"] = new ColumnBinding(EvidenceTable.Title),
            ["url"] = new ColumnBinding(EvidenceTable.Url),
            ["documentNumber"] = new ColumnBinding(EvidenceTable.DocumentNumber),
        },
    };
}
