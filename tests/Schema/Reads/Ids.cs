using System.Text;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>Global ids as clients see them.</summary>
internal static class Ids
{
    public static string Of(object row) => row switch
    {
        Agency agency => Of("Agency", agency.Id),
        Locality locality => Of("Locality", locality.Id),
        Plan plan => Of("Plan", plan.Id),
        LegalDocument document => Of("LegalDocument", document.Id),
        PlanSection section => Of("PlanSection", section.Id),
        PlanTask task => Of("Task", task.Id),
        Deadline deadline => Of("Deadline", deadline.Id),
        InvestmentItem item => Of(item.Kind.ToString(), item.Id),
        ProgressReport report => Of("ProgressReport", report.Id),
        Amendment amendment => Of("Amendment", amendment.Id),
        Change change => Of("Change", change.Sequence),
        _ => throw new ArgumentException($"{row.GetType().Name} has no global id.", nameof(row)),
    };

    public static string Of(string typeName, long key) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{typeName}:{key}"));

    /// <summary>The row's key: what ties are broken by.</summary>
    public static long Key(object row) => row switch
    {
        Agency agency => agency.Id,
        Locality locality => locality.Id,
        Plan plan => plan.Id,
        LegalDocument document => document.Id,
        PlanSection section => section.Id,
        PlanTask task => task.Id,
        Deadline deadline => deadline.Id,
        InvestmentItem item => item.Id,
        ProgressReport report => report.Id,
        Amendment amendment => amendment.Id,
        Change change => change.Sequence,
        _ => throw new ArgumentException($"{row.GetType().Name} has no key.", nameof(row)),
    };
}
