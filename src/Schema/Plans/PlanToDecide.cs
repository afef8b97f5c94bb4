using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Plans;

/// <summary>The way in of the mutations that move a plan from one status to the next.</summary>
internal static class PlanToDecide
{
    /// <summary>The plan of the field <c>planId</c>, with the version that the caller has seen and in a status. Until the transaction ends nobody edits it.</summary>
    /// <returns>The plan, or why not.</returns>
    public static async Task<(Plan? Plan, MutationError? Refusal)> FindAsync(MutationScope scope, PlanStatus needed, CancellationToken cancellationToken)
    {
        var key = scope.KeyOf("planId", "Plan");
        await scope.Data.LockPlanAsync(key ?? 0, cancellationToken);
        if (await scope.Visible<Plan>().SingleOrDefaultAsync(plan => plan.Id == key, cancellationToken) is not { } found)
            return (null, MutationErrors.PlanNotFound(scope.Input.Get<string>("planId")));
        if (scope.ConflictWith(found) is { } conflict)
            return (null, conflict);
        return found.Status == needed ? (found, null) : (null, MutationErrors.InvalidState(found.Status, needed));
    }
}
