using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Agencies;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Sections;

namespace KGPlanGraph.Schema.Statistics;

internal static class StatisticsType
{
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
