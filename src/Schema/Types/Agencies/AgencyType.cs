using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Types.Statistics;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.Agencies;

internal static class AgencyType
{
    private static readonly Link Coordinated = new(
        TaskAssignmentTable.Table, TaskAssignmentTable.AgencyId, TaskAssignmentTable.TaskId,
        TaskAssignmentTable.Role, (short)AssignmentRole.Coordinate);

    public static readonly TypeBinding Binding = new()
    {
        TypeName = "Agency",
        Table = AgencyTable.Table,
        NaturalKey = new NaturalKey(AgencyTable.Code),
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
            ["parent"] = new ToOneBinding(new ToOne(AgencyTable.ParentId, AgencyTable.Table), () => Binding!),
            ["leads"] = new ConnectionBinding(new ToMany(TaskTable.Table, TaskTable.LeadAgencyId), () => TaskType.Binding),
            ["coordinates"] = new ConnectionBinding(new ToMany(TaskTable.Table, TaskTable.Id, Coordinated), () => TaskType.Binding),
            ["statistics"] = StatisticsType.Of(new ToMany(StatisticsTable.Table, TaskTable.LeadAgencyId), isSingle: true),
            ["version"] = new ColumnBinding(AgencyTable.Version),
        },
    };
}

/// <summary>The agency that the caller acts for.</summary>
internal sealed class CallersAgencySource : LevelSource
{
    public static readonly CallersAgencySource Instance = new();

    public override SelectBinding Bind(LevelRequest request) =>
        request.Input.Caller.AgencyCode is { } code ? Unique(AgencyTable.Code, code, request.Visible) : Nothing;
}
