using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Schema.Filtering;
using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Paging;

/// <summary>The order of a connection that is asked for none (conventions.md, "Lists").</summary>
internal static class DefaultOrders
{
    public static List<object> Sort(FilterType type, IEnumerable<object> rows) => type.TypeName switch
    {
        "PlanSection" => InDocumentOrder<PlanSection>(rows, row => row),
        "Task" => InDocumentOrder<PlanTask>(rows, row => row.Section!, (row, next) => LabelComparer.Instance.Compare(row.Label, next.Label)),
        "Deadline" => InDocumentOrder<Deadline>(rows, row => row.Task!.Section!, (row, next) =>
            LabelComparer.Instance.Compare(row.Task!.Label, next.Task!.Label) is var order and not 0 ? order : row.Position.CompareTo(next.Position)),
        "ProgressReport" => [.. rows.Cast<ProgressReport>().OrderByDescending(row => row.SubmittedAt).ThenBy(row => row.Id)],
        "Amendment" => [.. rows.Cast<Amendment>().OrderByDescending(row => row.ProposedAt).ThenBy(row => row.Id)],
        _ => SortKey.Sort(rows, [new SortKey([], (ValueField)type.Fields.Single(field => field.Name == "code"), false)]),
    };

    private static List<object> InDocumentOrder<T>(IEnumerable<object> rows, Func<T, PlanSection> section, Comparison<T>? within = null)
        where T : notnull =>
    [
        .. rows.Cast<T>().OrderBy(row => section(row).Plan!.Code, CodePointComparer.Instance).ThenBy(row => section(row).Position)
            .ThenBy(row => row, Comparer<T>.Create(within ?? ((_, _) => 0))).ThenBy(row => Ids.Key(row)),
    ];
}
