using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Nouns;
using KGPlanGraph.Schema.Nouns.Bindings;
using KGPlanGraph.Schema.Plans;
using KGPlanGraph.Schema.Tasks;

namespace KGPlanGraph.Schema.Sections;

internal static class SectionNoun
{
    public static readonly Noun Noun = new()
    {
        TypeName = "PlanSection",
        Table = SectionTable.Table,
        Visible = Visibility.OutsideDrafts(SectionTable.DraftPlanId),
        DefaultOrder = [Relation.By(SectionTable.DocumentOrder)],
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["label"] = new ColumnBinding(SectionTable.Label, SectionTable.LabelOrder),
            ["heading"] = new ColumnBinding(SectionTable.Heading, SectionTable.HeadingOrder),
            ["body"] = new ColumnBinding(SectionTable.Body),
            ["position"] = new ColumnBinding(SectionTable.Position),
            ["plan"] = new ToOneBinding(new ToOne(SectionTable.PlanId, PlanTable.Table), () => PlanNoun.Noun),
            ["parent"] = new ToOneBinding(new ToOne(SectionTable.ParentId, SectionTable.Table), () => Noun!),
            ["children"] = new ListBinding(
                new ToMany(SectionTable.Table, SectionTable.ParentId), () => Noun!, Relation.By(SectionTable.DocumentOrder)),
            ["tasks"] = new ConnectionBinding(new ToMany(TaskTable.Table, TaskTable.SectionId), () => TaskNoun.Noun),
        },
    };
}
