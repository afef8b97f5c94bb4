using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Plans;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.Sections;

internal static class SectionType
{
    public static readonly TypeBinding Binding = new()
    {
        TypeName = "PlanSection",
        Table = SectionTable.Table,
        NaturalKey = new NaturalKey(SectionTable.Label, new ToOne(SectionTable.PlanId, PlanTable.Table), PlanTable.Code),
        Visible = Visibility.OutsideDrafts(SectionTable.DraftPlanId),
        DefaultOrder = [Relation.By(SectionTable.DocumentOrder)],
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["label"] = new ColumnBinding(SectionTable.Label, SectionTable.LabelOrder),
            ["heading"] = new ColumnBinding(SectionTable.Heading, SectionTable.HeadingOrder),
            ["body"] = new ColumnBinding(SectionTable.Body),
            ["position"] = new ColumnBinding(SectionTable.Position),
            ["plan"] = new ToOneBinding(new ToOne(SectionTable.PlanId, PlanTable.Table), () => PlanType.Binding),
            ["parent"] = new ToOneBinding(new ToOne(SectionTable.ParentId, SectionTable.Table), () => Binding!),
            ["children"] = new ListBinding(
                new ToMany(SectionTable.Table, SectionTable.ParentId), () => Binding!, Relation.By(SectionTable.DocumentOrder)),
            ["tasks"] = new ConnectionBinding(new ToMany(TaskTable.Table, TaskTable.SectionId), () => TaskType.Binding),
        },
    };
}
