using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Amendments;
using KGPlanGraph.Schema.Types.Deadlines;
using KGPlanGraph.Schema.Types.InvestmentItems;
using KGPlanGraph.Schema.Types.LegalDocuments;
using KGPlanGraph.Schema.Types.Localities;
using KGPlanGraph.Schema.Types.Plans;
using KGPlanGraph.Schema.Types.ProgressReports;
using KGPlanGraph.Schema.Types.Sections;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.Changes;

internal static class ChangeType
{
    private static readonly ToOne Agency = new(ChangeTable.AgencyId, AgencyTable.Table);

    private static readonly ToOne Task = new(ChangeTable.TaskId, TaskTable.Table);

    /// <summary>The types of subjects, in the order of the enum ChangeSubject.</summary>
    public static IReadOnlyList<TypeBinding> Subjects =>
    [
        PlanType.Binding, SectionType.Binding, TaskType.Binding, DeadlineType.Binding, AgencyType.Binding, LocalityType.Binding, LegalDocumentType.Binding,
        InvestmentItemType.Zone, InvestmentItemType.Cluster, InvestmentItemType.Project, ProgressReportType.Binding, AmendmentType.Binding,
    ];

    public static readonly TypeBinding Binding = new()
    {
        TypeName = "Change",
        Table = ChangeTable.Table,
        Visible = caller => caller.HasAny(Permissions.SeesDrafts)
            ? Condition.Always
            : new AnyOf([new Comparison(new ColumnOperand(ChangeTable.PublicKind), ComparisonKind.NotEqual, null), SeenByItsAgencies(caller)]),
        DefaultOrder = [],
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["sequence"] = new ColumnBinding(ChangeTable.Sequence),
            ["kind"] = new OperandBinding((caller, _) => caller.HasAny(Permissions.SeesDrafts)
                ? new ColumnOperand(ChangeTable.Kind)
                : new ChangeKindOperand(SeenByItsAgencies(caller))),
            ["subject"] = new ColumnBinding(ChangeTable.Subject),
            ["subjectId"] = new SubjectIdBinding(ChangeTable.Subject, ChangeTable.SubjectId, () => Subjects),
            ["object"] = new SubjectBinding(ChangeTable.Subject, ChangeTable.SubjectId, () => Subjects),
            ["changedFields"] = new FieldNamesBinding(
                ChangeTable.ChangedFields,
                new HashSet<string>(new[] { ProgressReportType.Binding, AmendmentType.Binding }
                    .SelectMany(type => type.Fields).Where(field => field.Value.ReadableBy != Role.None).Select(field => field.Key)),
                Permissions.ReadsInternals),
            ["agency"] = new ToOneBinding(Agency, () => AgencyType.Binding),
            ["agencyCode"] = new ThroughBinding(Agency, () => AgencyType.Binding, "code"),
            ["actor"] = new ColumnBinding(ChangeTable.Actor) { ReadableBy = Permissions.ReadsInternals },
            ["occurredAt"] = new ColumnBinding(ChangeTable.OccurredAt),
            ["before"] = new ColumnBinding(ChangeTable.Before) { ReadableBy = Permissions.ReadsValues },
            ["after"] = new ColumnBinding(ChangeTable.After) { ReadableBy = Permissions.ReadsValues },
        },
    };

    /// <summary>The changes of one task, and the turns of its deadlines, which leave the task's row as it is.</summary>
    public static Condition OfTask(long key) => new AnyOf(
    [
        new AllOf([Is(ChangeSubject.Task), new Comparison(new ColumnOperand(ChangeTable.SubjectId), ComparisonKind.Equal, key)]),
        new AllOf([Is(ChangeSubject.Deadline), new Comparison(new ColumnOperand(ChangeTable.TaskId), ComparisonKind.Equal, key)]),
    ]);

    // A report's or an amendment's changes are seen, whatever its state, by the agencies that see it itself.
    private static Condition SeenByItsAgencies(Caller caller)
    {
        if (!caller.HasAny(Role.Agency) || caller.AgencyCode is not { } code)
        {
            return Condition.Never;
        }

        return new AnyOf(
        [
            new IsAgency(ChangeTable.OwnerAgencyId, code),
            new AllOf([Is(ChangeSubject.ProgressReport), new Through(Task, new IsAgency(TaskTable.LeadAgencyId, code))]),
            new AllOf([Is(ChangeSubject.Amendment), new Through(Task, TaskAssignmentRule.IsAssigned(code))]),
        ]);
    }

    private static Comparison Is(ChangeSubject subject) => new(new ColumnOperand(ChangeTable.Subject), ComparisonKind.Equal, (short)subject);
}
