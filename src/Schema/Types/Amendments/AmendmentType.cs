using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Deadlines;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.Amendments;

internal static class AmendmentType
{
    private static readonly ToOne Task = new(AmendmentTable.TaskId, TaskTable.Table);

    private static readonly ToOne Plan = new(TaskTable.PlanId, PlanTable.Table);

    public static readonly TypeBinding Binding = new()
    {
        TypeName = "Amendment",
        Table = AmendmentTable.Table,
        Visible = Visible,
        DefaultOrder = [Relation.ByDescending(AmendmentTable.ProposedAt)],
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["task"] = new ToOneBinding(Task, () => TaskType.Binding),
            ["agency"] = new ToOneBinding(new ToOne(AmendmentTable.AgencyId, AgencyTable.Table), () => AgencyType.Binding),
            ["kind"] = new ColumnBinding(AmendmentTable.Kind),
            ["status"] = new ColumnBinding(AmendmentTable.Status),
            ["reason"] = new ColumnBinding(AmendmentTable.Reason),
            ["deadline"] = new ToOneBinding(new ToOne(AmendmentTable.DeadlineId, DeadlineTable.Table), () => DeadlineType.Binding),
            ["proposedDueOn"] = new ColumnBinding(AmendmentTable.ProposedDueOn),
            ["proposedContent"] = new ColumnBinding(AmendmentTable.ProposedContent),
            ["proposedAgency"] = new ToOneBinding(new ToOne(AmendmentTable.ProposedAgencyId, AgencyTable.Table), () => AgencyType.Binding),
            ["opinion"] = new ColumnBinding(AmendmentTable.Opinion),
            ["decision"] = new ColumnBinding(AmendmentTable.Decision),
            ["decisionNumber"] = new ColumnBinding(AmendmentTable.DecisionNumber),
            ["proposedBy"] = new ColumnBinding(AmendmentTable.ProposedBy) { ReadableBy = Permissions.ReadsInternals },
            ["proposedAt"] = new ColumnBinding(AmendmentTable.ProposedAt),
            ["reviewedAt"] = new ColumnBinding(AmendmentTable.ReviewedAt),
            ["decidedAt"] = new ColumnBinding(AmendmentTable.DecidedAt),
            ["viewerCan"] = new PermissionsBinding(
                new(plan => new Through(Task, new Through(Plan, plan)), AmendmentTable.Status, AmendmentTable.AgencyId),
                new Dictionary<string, MutationRule>
                {
                    ["review"] = AmendmentRules.Review,
                    ["decide"] = AmendmentRules.Decide,
                    ["withdraw"] = AmendmentRules.Withdraw,
                }),
            ["version"] = new ColumnBinding(AmendmentTable.Version),
        },
    };

    // Approved ones for everybody; an agency's own, and those on a task that it is assigned to, in any state.
    private static Condition Visible(Caller caller)
    {
        if (caller.HasAny(Permissions.SeesAllReports))
        {
            return Condition.Always;
        }

        var approved = new Comparison(new ColumnOperand(AmendmentTable.Status), ComparisonKind.Equal, (short)AmendmentStatus.Approved);
        return caller.ActingFor is { } code
            ? new AnyOf([approved, new IsAgency(AmendmentTable.AgencyId, code), new Through(Task, TaskAssignmentRule.IsAssigned(code))])
            : approved;
    }
}
