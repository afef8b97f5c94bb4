using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Agencies;
using KGPlanGraph.Schema.Nouns;
using KGPlanGraph.Schema.Nouns.Bindings;

namespace KGPlanGraph.Schema.Tasks;

internal static class TaskAssignmentNoun
{
    public static readonly Noun Noun = new()
    {
        TypeName = "TaskAssignment",
        Table = TaskAssignmentTable.Table,
        Fields = new Dictionary<string, FieldBinding>
        {
            ["role"] = new ColumnBinding(TaskAssignmentTable.Role),
            ["agency"] = new ToOneBinding(new ToOne(TaskAssignmentTable.AgencyId, AgencyTable.Table), () => AgencyNoun.Noun),
            ["position"] = new ColumnBinding(TaskAssignmentTable.Position),
        },
    };
}
