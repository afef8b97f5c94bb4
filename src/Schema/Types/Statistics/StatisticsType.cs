using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Sections;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.Statistics;

internal static class StatisticsType
{
    /// <summary>A field that counts tasks: those of its owner, or all where there is no relation.</summary>
    public static StatisticsBinding Of(ToMany? relation, bool isSingle) => new(() => Binding, () => TaskType.Binding, relation, isSingle);

    public static readonly TypeBinding Binding = new()
    {
        TypeName = "TaskStatistics",
        Table = StatisticsTable.Table,
        Fields = new Dictionary<string, FieldBinding>
        {
            ["agency"] = new ToOneBinding(new ToOne(StatisticsTable.AgencyId, AgencyTable.Table), () => AgencyType.Binding),
            ["section"] = new ToOneBinding(new ToOne(StatisticsTable.SectionId, SectionTable.Table), () => SectionType.Binding),
            ["status"] = new ColumnBinding(StatisticsTable.Status),
            ["timeliness"] = new ColumnBinding(StatisticsTable.Timeliness),
            ["dueQuarter"] = new ColumnBinding(StatisticsTable.DueQuarter),
            ["deliverableKind"] = new ColumnBinding(StatisticsTable.DeliverableKind),
            ["total"] = new ColumnBinding(StatisticsTable.Total),
            ["notStarted"] = new ColumnBinding(StatisticsTable.NotStarted),
            ["inProgress"] = new ColumnBinding(StatisticsTable.InProgress),
            ["completed"] = new ColumnBinding(StatisticsTable.Completed),
            ["suspended"] = new ColumnBinding(StatisticsTable.Suspended),
            ["cancelled"] = new ColumnBinding(StatisticsTable.Cancelled),
            ["overdue"] = new ColumnBinding(StatisticsTable.Overdue),
            ["notDue"] = new ColumnBinding(StatisticsTable.NotDue),
            ["dueSoon"] = new ColumnBinding(StatisticsTable.DueSoon),
            ["withoutDeadline"] = new ColumnBinding(StatisticsTable.WithoutDeadline),
            ["completedOnTime"] = new ColumnBinding(StatisticsTable.CompletedOnTime),
            ["completedLate"] = new ColumnBinding(StatisticsTable.CompletedLate),
            ["averagePercentComplete"] = new ColumnBinding(StatisticsTable.AveragePercentComplete),
        },
    };
}
