using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Plans;

/// <summary>The years that a plan may be for.</summary>
internal static class PlanYears
{
    private const int First = 1945;
    private const int Last = 2200;

    /// <summary>Notes a year that no plan of the province is for; null is for others to judge.</summary>
    public static void Require(InputValidation validation, int? year, string field) => validation.Require(
        year is null or (>= First and <= Last), field,
        $"{field} must lie between {First} and {Last}.", $"{field} phải từ {First} đến {Last}.");

    /// <summary>The last year lies before the year.</summary>
    public static MutationError Reversed(string field) => MutationErrors.Validation(field, new(
        "lastYear may not lie before year.", "lastYear không được trước year."));
}
