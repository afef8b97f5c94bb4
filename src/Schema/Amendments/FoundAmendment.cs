using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Amendments;

/// <summary>
/// The amendment that a mutation is about, up to the point where all of them agree: it is there, and its version is the expected one. Who reviews or decides
/// sees all amendments.
/// </summary>
/// <param name="Amendment">The amendment with deadline and agency.</param>
/// <param name="Task">Its task with plan, assignments and deadlines.</param>
internal sealed record FoundAmendment(Amendment Amendment, PlanTask Task)
{
    private const string Field = "amendmentId";

    /// <param name="scope">The transaction.</param>
    /// <param name="willChangeTask">True where the task may change with the amendment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<(FoundAmendment? Found, MutationError? Error)> FindAsync(
        MutationScope scope, bool willChangeTask, CancellationToken cancellationToken)
    {
        var key = scope.KeyOf(Field, "Amendment");
        var taskKey = await scope.Data.Amendments.Where(amendment => amendment.Id == key).Select(amendment => (long?)amendment.TaskId)
            .SingleOrDefaultAsync(cancellationToken);
        if (await scope.FindTaskAsync(taskKey, willChangeTask, cancellationToken) is not { } task)
            return (null, MutationErrors.AmendmentNotFound(scope.Input.Get<string>(Field)));

        var amendment = await scope.Data.Amendments.Include(found => found.Deadline).Include(found => found.ProposedAgency)
            .SingleAsync(found => found.Id == key, cancellationToken);
        return scope.ConflictWith(amendment) is { } conflict ? (null, conflict) : (new(amendment, task), null);
    }

    /// <summary>Nothing is reviewed or decided on a plan that is not in force, or in another state of the amendment.</summary>
    public MutationError? StateError(params AmendmentStatus[] needed)
    {
        if (Task.Plan!.Status != PlanStatus.InForce)
            return MutationErrors.InvalidState(Task.Plan);
        return needed.Contains(Amendment.Status) ? null : MutationErrors.InvalidState(Amendment.Status, needed);
    }
}
