using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Conditions;
using KGPlanGraph.Persistence.Reading.Operands;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Agencies;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Deadlines;
using KGPlanGraph.Schema.Nouns;
using KGPlanGraph.Schema.Nouns.Bindings;
using KGPlanGraph.Schema.Tasks;

namespace KGPlanGraph.Schema.Amendments;

internal static class AmendmentNoun
{
    private static readonly ToOne Task = new(AmendmentTable.TaskId, TaskTable.Table);

    public static readonly Noun Noun = new()
    {
        TypeName = "Amendment",
        Table = AmendmentTable.Table,
        Visible = Visible,
        DefaultOrder = [Relation.ByDescending(AmendmentTable.ProposedAt)],
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["task"] = new ToOneBinding(Task, () => TaskNoun.Noun),
            ["agency"] = new ToOneBinding(new ToOne(AmendmentTable.AgencyId, AgencyTable.Table), () => AgencyNoun.Noun),
            ["kind"] = new ColumnBinding(AmendmentTable.Kind),
            ["status"] = new ColumnBinding(AmendmentTable.Status),
            ["reason"] = new ColumnBinding(AmendmentTable.Reason),
            ["deadline"] = new ToOneBinding(new ToOne(AmendmentTable.DeadlineId, DeadlineTable.Table), () => DeadlineNoun.Noun),
            ["proposedDueOn"] = new ColumnBinding(AmendmentTable.ProposedDueOn),
            ["proposedContent"] = new ColumnBinding(AmendmentTable.ProposedContent),
            ["proposedAgency"] = new ToOneBinding(new ToOne(AmendmentTable.ProposedAgencyId, AgencyTable.Table), () => AgencyNoun.Noun),
            ["opinion"] = new ColumnBinding(AmendmentTable.Opinion),
            ["decision"] = new ColumnBinding(AmendmentTable.Decision),
            ["decisionNumber"] = new ColumnBinding(AmendmentTable.DecisionNumber),
            ["proposedBy"] = new ColumnBinding(AmendmentTable.ProposedBy) { ReadableBy = Permissions.ReadsInternals },
            ["proposedAt"] = new ColumnBinding(AmendmentTable.ProposedAt),
            ["reviewedAt"] = new ColumnBinding(AmendmentTable.ReviewedAt),
            ["decidedAt"] = new ColumnBinding(AmendmentTable.DecidedAt),
            ["version"] = new ColumnBinding(AmendmentTable.Version),
        },
    };

    // Approved ones for everybody; an agency's own, and those on a task that it is assigned to, in any state.
    private static Condition Visible(Caller caller)
    {
        if (caller.HasAny(Permissions.SeesAllReports))
            return Condition.Always;
        var approved = new Comparison(new ColumnOperand(AmendmentTable.Status), ComparisonKind.Equal, (short)AmendmentStatus.Approved);
        return caller.HasAny(Role.Agency) && caller.AgencyCode is { } code
            ? new AnyOf([approved, new IsAgency(AmendmentTable.AgencyId, code), new Through(Task, TaskAssignmentRule.IsAssigned(code))])
            : approved;
    }
}
