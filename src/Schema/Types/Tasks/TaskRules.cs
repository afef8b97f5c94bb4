using System.Text.RegularExpressions;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Types.Tasks;

/// <summary>When what can be done with a task (domain.md, "Reports", "Amendments" and "Plans").</summary>
internal static class TaskRules
{
    /// <summary>Of all that changes a task, its assignments or its deadlines.</summary>
    public static readonly MutationRule Edit = new MutationRule<PlanTaskStatus>("updateTask", PlanStatus.Draft, Party.AnyAgency);

    /// <summary>Of a report by itself and of one among many.</summary>
    public static readonly MutationRule Report = new MutationRule<PlanTaskStatus>("submitProgressReport", PlanStatus.InForce, Party.Assigned);

    public static readonly MutationRule ProposeAmendment = new MutationRule<PlanTaskStatus>("proposeAmendment", PlanStatus.InForce, Party.Assigned);
}

/// <summary>The way in of all mutations that edit a task of a draft, its assignments or its deadlines.</summary>
internal static class DraftTask
{
    /// <summary>The task, which no other transaction changes until this one ends, with the version that the caller has seen, in a plan that is a draft.</summary>
    /// <returns>The task, or why not.</returns>
    public static async Task<(PlanTask? Task, MutationError? Refusal)> FindAsync(
        MutationScope scope, long? key, MutationError notFound, CancellationToken cancellationToken)
    {
        if (await scope.FindTaskAsync(key, willChange: true, cancellationToken) is not { } task)
        {
            return (null, notFound);
        }

        if (scope.ConflictWith(task) is { } conflict)
        {
            return (null, conflict);
        }

        return TaskRules.Edit.IsOn(task.Plan!) ? (task, null) : (null, MutationErrors.PlanNotDraft(task.Plan!));
    }

    /// <summary>The task of the field <c>taskId</c>.</summary>
    public static Task<(PlanTask? Task, MutationError? Refusal)> FindAsync(MutationScope scope, CancellationToken cancellationToken) =>
        FindAsync(scope, scope.KeyOf("taskId", "Task"), MutationErrors.TaskNotFound(scope.Input.Get<string>("taskId")), cancellationToken);
}

/// <summary>Where a task may stand in the outline.</summary>
internal static partial class TaskLabel
{
    /// <summary>
    /// Whether the label is the section's with one item behind it (II.3 → II.3.b, II.3.12, the dash II.3.-2, the row PL II.A.2), or with a dash below an
    /// item (II.3.b.-1, II.3.b.+1), or the section's own, where the section as a whole is a task.
    /// </summary>
    public static bool BelongsTo(string label, string sectionLabel) =>
        label == sectionLabel || (label.StartsWith(sectionLabel + ".", StringComparison.Ordinal) && Item().IsMatch(label[(sectionLabel.Length + 1)..]));

    // A letter, or two after "y"; a numeral; or a number of as many digits as a sort key keeps, of a dash with its sign.
    [GeneratedRegex(@"^(\p{L}{1,2}|[IVXLC]{1,8}|[-+]?[0-9]{1,6})(\.[-+][0-9]{1,6})?\z")]
    private static partial Regex Item();
}
