using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Nouns;
using KGPlanGraph.Schema.Nouns.Bindings;
using KGPlanGraph.Schema.Tasks;

namespace KGPlanGraph.Schema.Agencies;

internal static class AgencyNoun
{
    private static readonly Link Coordinated = new(
        TaskAssignmentTable.Table, TaskAssignmentTable.AgencyId, TaskAssignmentTable.TaskId,
        TaskAssignmentTable.Role, (short)AssignmentRole.Coordinate);

    public static readonly Noun Noun = new()
    {
        TypeName = "Agency",
        Table = AgencyTable.Table,
        DefaultOrder = [Relation.By(AgencyTable.Code)],
        Folded = AgencyTable.Folded,
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["code"] = new ColumnBinding(AgencyTable.Code) { IsUnique = true },
            ["name"] = new ColumnBinding(AgencyTable.Name, AgencyTable.NameOrder),
            ["englishName"] = new ColumnBinding(AgencyTable.EnglishName),
            ["kind"] = new ColumnBinding(AgencyTable.Kind),
            ["aliases"] = new ColumnBinding(AgencyTable.Aliases),
            ["parent"] = new ToOneBinding(new ToOne(AgencyTable.ParentId, AgencyTable.Table), () => Noun!),
            ["leads"] = new ConnectionBinding(new ToMany(TaskTable.Table, TaskTable.LeadAgencyId), () => TaskNoun.Noun),
            ["coordinates"] = new ConnectionBinding(new ToMany(TaskTable.Table, TaskTable.Id, Coordinated), () => TaskNoun.Noun),
            ["statistics"] = new StatisticsBinding(new ToMany(StatisticsTable.Table, TaskTable.LeadAgencyId), IsSingle: true),
            ["version"] = new ColumnBinding(AgencyTable.Version),
        },
    };
}
