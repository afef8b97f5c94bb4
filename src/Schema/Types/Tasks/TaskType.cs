using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Amendments;
using KGPlanGraph.Schema.Types.Deadlines;
using KGPlanGraph.Schema.Types.InvestmentItems;
using KGPlanGraph.Schema.Types.LegalDocuments;
using KGPlanGraph.Schema.Types.Localities;
using KGPlanGraph.Schema.Types.Plans;
using KGPlanGraph.Schema.Types.ProgressReports;
using KGPlanGraph.Schema.Types.Sections;

namespace KGPlanGraph.Schema.Types.Tasks;

internal static class TaskType
{
    /// <summary>The agencies that coordinate a task.</summary>
    public static readonly Link Coordinating = new(
        TaskAssignmentTable.Table, TaskAssignmentTable.TaskId, TaskAssignmentTable.AgencyId,
        TaskAssignmentTable.Role, (short)AssignmentRole.Coordinate);

    /// <summary>The agencies that lead a task together with its lead.</summary>
    public static readonly Link CoLeading = new(
        TaskAssignmentTable.Table, TaskAssignmentTable.TaskId, TaskAssignmentTable.AgencyId,
        TaskAssignmentTable.Role, (short)AssignmentRole.CoLead);

    private static readonly ToOne Plan = new(TaskTable.PlanId, PlanTable.Table);

    private static readonly Link Cited = new(
        TaskLegalDocumentTable.Table, TaskLegalDocumentTable.TaskId, TaskLegalDocumentTable.LegalDocumentId);

    private static readonly Link Places = new(TaskLocalityTable.Table, TaskLocalityTable.TaskId, TaskLocalityTable.LocalityId);

    private static readonly Link Items = new(TaskInvestmentItemTable.Table, TaskInvestmentItemTable.TaskId, TaskInvestmentItemTable.ItemId);

    private static readonly ToMany Deadlines = new(DeadlineTable.Table, DeadlineTable.TaskId);

    public static readonly TypeBinding Binding = new()
    {
        TypeName = "Task",
        Table = TaskTable.Table,
        NaturalKey = new NaturalKey(TaskTable.Label, Plan, PlanTable.Code),
        Visible = Visibility.OutsideDrafts(TaskTable.DraftPlanId),
        DefaultOrder = [Relation.By(TaskTable.DocumentOrder)],
        Folded = TaskTable.Folded,
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["label"] = new ColumnBinding(TaskTable.Label, TaskTable.LabelOrder),
            ["title"] = new ColumnBinding(TaskTable.Title, TaskTable.TitleOrder),
            ["content"] = new ColumnBinding(TaskTable.Content),
            ["deliverableKind"] = new ColumnBinding(TaskTable.DeliverableKind),
            ["status"] = new ColumnBinding(TaskTable.Status),
            ["percentComplete"] = new ColumnBinding(TaskTable.PercentComplete),
            ["plan"] = new ToOneBinding(Plan, () => PlanType.Binding),
            ["section"] = new ToOneBinding(new ToOne(TaskTable.SectionId, SectionTable.Table), () => SectionType.Binding),
            ["leadAgency"] = new ToOneBinding(new ToOne(TaskTable.LeadAgencyId, AgencyTable.Table), () => AgencyType.Binding),
            ["coLeads"] = new ListBinding(
                new ToMany(AgencyTable.Table, AgencyTable.Id, CoLeading), () => AgencyType.Binding, Relation.ByPosition(CoLeading)),
            ["coordinators"] = new ListBinding(
                new ToMany(AgencyTable.Table, AgencyTable.Id, Coordinating), () => AgencyType.Binding, Relation.ByPosition(Coordinating)),
            ["assignments"] = new ListBinding(
                new ToMany(TaskAssignmentTable.Table, TaskAssignmentTable.TaskId), () => TaskAssignmentType.Binding,
                Relation.ByPosition(TaskAssignmentTable.Position)),
            ["hasOpenCoordination"] = new ColumnBinding(TaskTable.HasOpenCoordination),
            ["openCoordinationPhrase"] = new ColumnBinding(TaskTable.OpenCoordinationPhrase),
            ["expectedOutput"] = new ColumnBinding(TaskTable.ExpectedOutput),
            ["deadlines"] = new ListBinding(
                Deadlines, () => DeadlineType.Binding, Relation.By(DeadlineTable.DueOn), Relation.ByPosition(DeadlineTable.Position)),
            ["nextDeadline"] = new ListBinding(
                Deadlines, () => DeadlineType.Binding, Relation.By(DeadlineTable.DueOn), Relation.ByPosition(DeadlineTable.Position))
            {
                Where = day => new Comparison(ColumnOperand.On(day, DeadlineTable.MetOn), ComparisonKind.Equal, null),
                TakesFirst = true,
            },
            ["timeliness"] = new OperandBinding((_, day) => new TaskTimelinessOperand(day)),
            ["legalDocuments"] = new ListBinding(
                new ToMany(LegalDocumentTable.Table, LegalDocumentTable.Id, Cited), () => LegalDocumentType.Binding, Relation.ByPosition(Cited)),
            ["localities"] = new ListBinding(
                new ToMany(LocalityTable.Table, LocalityTable.Id, Places), () => LocalityType.Binding, Relation.ByPosition(Places)),
            ["investmentItems"] = new ListBinding(
                new ToMany(InvestmentItemTable.Table, InvestmentItemTable.Id, Items), () => InvestmentItemType.Any, Relation.ByPosition(Items)),
            ["progressReports"] = new ConnectionBinding(
                new ToMany(ProgressReportTable.Table, ProgressReportTable.TaskId), () => ProgressReportType.Binding),
            ["amendments"] = new ConnectionBinding(new ToMany(AmendmentTable.Table, AmendmentTable.TaskId), () => AmendmentType.Binding),
            ["viewerCan"] = new PermissionsBinding(
                new(plan => new Through(Plan, plan)),
                new Dictionary<string, MutationRule>
                {
                    ["report"] = TaskRules.Report,
                    ["proposeAmendment"] = TaskRules.ProposeAmendment,
                    ["edit"] = TaskRules.Edit,
                }),
            ["version"] = new ColumnBinding(TaskTable.Version),
            ["createdAt"] = new ColumnBinding(TaskTable.CreatedAt),
            ["updatedAt"] = new ColumnBinding(TaskTable.UpdatedAt),
        },
    };
}

internal static class TaskAssignmentType
{
    public static readonly TypeBinding Binding = new()
    {
        TypeName = "TaskAssignment",
        Table = TaskAssignmentTable.Table,
        Fields = new Dictionary<string, FieldBinding>
        {
            ["role"] = new ColumnBinding(TaskAssignmentTable.Role),
            ["agency"] = new ToOneBinding(new ToOne(TaskAssignmentTable.AgencyId, AgencyTable.Table), () => AgencyType.Binding),
            ["position"] = new ColumnBinding(TaskAssignmentTable.Position),
        },
    };
}

/// <summary>A task by its plan's code and its label.</summary>
internal sealed class TaskByLabelSource : LevelSource
{
    public static readonly TaskByLabelSource Instance = new();

    public override SelectBinding Bind(LevelRequest request)
    {
        var plan = new ThroughKey(
            new ToOne(TaskTable.PlanId, PlanTable.Table), PlanTable.Code, [NormalForm.Of(request.Arguments.Get<string>("planCode")!)]);
        return Unique(TaskTable.Label, request.Arguments.Get<string>("label")!, Condition.Both(plan, request.Visible));
    }
}
