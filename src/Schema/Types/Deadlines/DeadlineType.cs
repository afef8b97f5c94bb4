using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.Deadlines;

internal static class DeadlineType
{
    public static readonly TypeBinding Binding = new()
    {
        TypeName = "Deadline",
        Table = DeadlineTable.Table,
        Visible = Visibility.OutsideDrafts(DeadlineTable.DraftPlanId),
        DefaultOrder = [Relation.By(DeadlineTable.DocumentOrder)],
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["task"] = new ToOneBinding(new ToOne(DeadlineTable.TaskId, TaskTable.Table), () => TaskType.Binding),
            ["kind"] = new ColumnBinding(DeadlineTable.Kind),
            ["phrase"] = new ColumnBinding(DeadlineTable.Phrase),
            ["deliverable"] = new ColumnBinding(DeadlineTable.Deliverable),
            ["performer"] = new ToOneBinding(new ToOne(DeadlineTable.PerformerId, AgencyTable.Table), () => AgencyType.Binding),
            ["dueOn"] = new ColumnBinding(DeadlineTable.DueOn),
            ["originalDueOn"] = new ColumnBinding(DeadlineTable.OriginalDueOn),
            ["metOn"] = new ColumnBinding(DeadlineTable.MetOn),
            ["timeliness"] = new OperandBinding((_, day) => new DeadlineTimelinessOperand(day)),
            ["daysRemaining"] = new DaysRemainingBinding(DeadlineTable.DueOn),
        },
    };
}
