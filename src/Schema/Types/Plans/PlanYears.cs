using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Types.Plans;

/// <summary>The years that a plan may be for.</summary>
internal static class PlanYears
{
    /// <summary>Notes a year that no plan of the province is for; null is for others to judge.</summary>
    public static void Require(InputValidation validation, int? year, string field) => validation.Require(
        year is null or (>= Plan.EarliestYear and <= Plan.LatestYear), field,
        $"{field} must lie between {Plan.EarliestYear} and {Plan.LatestYear}.", $"{field} phải từ {Plan.EarliestYear} đến {Plan.LatestYear}.");

    /// <summary>The last year lies before the year.</summary>
    public static MutationError Reversed(string field) => MutationErrors.Validation(field, new(
        "lastYear may not lie before year.", "lastYear không được trước year."));
}
