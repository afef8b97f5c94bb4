using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Tasks;

/// <summary>The way in of all mutations that edit a task of a draft, its assignments or its deadlines.</summary>
internal static class DraftTask
{
    /// <summary>The task, which no other transaction changes until this one ends, with the version that the caller has seen, in a plan that is a draft.</summary>
    /// <returns>The task, or why not.</returns>
    public static async Task<(PlanTask? Task, MutationError? Refusal)> FindAsync(
        MutationScope scope, long? key, MutationError notFound, CancellationToken cancellationToken)
    {
        if (await scope.FindTaskAsync(key, willChange: true, cancellationToken) is not { } task)
            return (null, notFound);
        if (scope.ConflictWith(task) is { } conflict)
            return (null, conflict);
        return task.Plan!.Status == PlanStatus.Draft ? (task, null) : (null, MutationErrors.PlanNotDraft(task.Plan));
    }

    /// <summary>The task of the field <c>taskId</c>.</summary>
    public static Task<(PlanTask? Task, MutationError? Refusal)> FindAsync(MutationScope scope, CancellationToken cancellationToken) =>
        FindAsync(scope, scope.KeyOf("taskId", "Task"), MutationErrors.TaskNotFound(scope.Input.Get<string>("taskId")), cancellationToken);
}
