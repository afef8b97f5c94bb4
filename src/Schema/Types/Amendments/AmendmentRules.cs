using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Types.Tasks;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Types.Amendments;

/// <summary>What each kind of amendment asks for, when that can be done, and how it is done (domain.md, "Amendments").</summary>
internal static class AmendmentRules
{
    public static readonly MutationRule<AmendmentStatus> Review = new("reviewAmendment", PlanStatus.InForce, Party.AnyAgency, AmendmentStatus.Proposed);

    public static readonly MutationRule<AmendmentStatus> Decide =
        new("decideAmendment", PlanStatus.InForce, Party.AnyAgency, AmendmentStatus.Recommended, AmendmentStatus.NotRecommended);

    public static readonly MutationRule<AmendmentStatus> Withdraw = new(
        "withdrawAmendment", PlanStatus.InForce, Party.Owner, AmendmentStatus.Proposed, AmendmentStatus.Recommended, AmendmentStatus.NotRecommended);

    private const int MostYears = 10;

    /// <summary>The fields of the proposal that each kind needs; it takes none of the others.</summary>
    public static IReadOnlyList<string> FieldsOf(AmendmentKind kind) => kind switch
    {
        AmendmentKind.ExtendDeadline => ["deadlineId", "proposedDueOn"],
        AmendmentKind.ChangeContent => ["proposedContent"],
        AmendmentKind.ChangeLeadAgency or AmendmentKind.AddCoordinator => ["proposedAgencyId"],
        _ => [],
    };

    /// <summary>
    /// Why the amendment would change nothing, or nothing sensible, as the task stands: looked at when it is proposed, and again when it is decided.
    /// </summary>
    /// <param name="amendment">The amendment, with deadline and agency.</param>
    /// <param name="task">Its task, with assignments.</param>
    /// <returns>The proposal's field and the reason; null where the amendment can take effect.</returns>
    public static (string Field, LocalizedText Reason)? ObstacleTo(Amendment amendment, PlanTask task) => amendment.Kind switch
    {
        AmendmentKind.ExtendDeadline => ObstacleTo(amendment.ProposedDueOn!.Value, amendment.Deadline!.DueOn),
        AmendmentKind.ChangeContent when amendment.ProposedContent == task.Content => ("proposedContent", new(
            $"proposedContent is what task {task.Label} says already.", $"proposedContent trùng với nội dung hiện tại của nhiệm vụ {task.Label}.")),
        AmendmentKind.ChangeLeadAgency when amendment.ProposedAgency!.Id == task.LeadAgencyId => ("proposedAgencyId", new(
            $"{amendment.ProposedAgency.Code} leads task {task.Label} already.",
            $"{amendment.ProposedAgency.Code} đã chủ trì nhiệm vụ {task.Label}.")),
        AmendmentKind.AddCoordinator when task.Assignments.Exists(known => known.AgencyId == amendment.ProposedAgency!.Id) => ("proposedAgencyId", new(
            $"{amendment.ProposedAgency!.Code} is assigned to task {task.Label} already.",
            $"{amendment.ProposedAgency.Code} đã được giao trong nhiệm vụ {task.Label}.")),
        AmendmentKind.CancelTask when task.Status == PlanTaskStatus.Cancelled => ("kind", new(
            $"Task {task.Label} is cancelled already.", $"Nhiệm vụ {task.Label} đã bị hủy bỏ.")),
        _ => null,
    };

    /// <summary>What <see cref="AmendmentType"/>'s <c>Visible</c> says, for an amendment at hand.</summary>
    public static bool IsVisible(Amendment amendment, PlanTask task, Caller caller, Agency? agency) =>
        caller.HasAny(Permissions.SeesAllReports)
        || amendment.Status == AmendmentStatus.Approved
        || (agency is not null && (amendment.AgencyId == agency.Id || TaskAssignmentRule.IsAssigned(task, agency)));

    /// <summary>Changes the task as the approved amendment says, from the day of the decision on.</summary>
    public static async Task ApplyAsync(Amendment amendment, PlanTask task, DateOnly day, PlanDbContext data, CancellationToken cancellationToken)
    {
        switch (amendment.Kind)
        {
            case AmendmentKind.ExtendDeadline:
                await TaskHistory.ExtendAsync(data, amendment.Deadline!, amendment.ProposedDueOn!.Value, day, cancellationToken);
                break;
            case AmendmentKind.ChangeContent:
                task.Content = amendment.ProposedContent!;
                break;
            case AmendmentKind.ChangeLeadAgency:
                await AssignmentList.AssignAsync(data, task, amendment.ProposedAgency!.Id, AssignmentRole.Lead, cancellationToken);
                break;
            case AmendmentKind.AddCoordinator:
                await AssignmentList.AssignAsync(data, task, amendment.ProposedAgency!.Id, AssignmentRole.Coordinate, cancellationToken);
                break;
            case AmendmentKind.CancelTask:
                await TaskHistory.CancelAsync(data, task, day, cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"{amendment.Kind} has no effect.");
        }
    }

    private static (string Field, LocalizedText Reason)? ObstacleTo(DateOnly proposed, DateOnly present)
    {
        if (proposed <= present)
        {
            return ("proposedDueOn", new(
                $"proposedDueOn is {LocalDateScalar.Print(proposed)}, but must lie after the present dueOn, {LocalDateScalar.Print(present)}.",
                $"proposedDueOn là {LocalDateScalar.Print(proposed)}, nhưng phải sau dueOn hiện tại là {LocalDateScalar.Print(present)}."));
        }

        return present.Year + MostYears >= proposed.Year
            ? null
            : ("proposedDueOn", new(
                $"proposedDueOn may lie at most {MostYears} years after the present dueOn, {LocalDateScalar.Print(present)}.",
                $"proposedDueOn chỉ được sau dueOn hiện tại ({LocalDateScalar.Print(present)}) nhiều nhất {MostYears} năm."));
    }
}

/// <summary>
/// The amendment that a mutation is about, up to the point where all of them agree: it is there for the caller, and its version is the expected one.
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
        var missing = MutationErrors.AmendmentNotFound(scope.Input.Get<string>(Field));
        var key = scope.KeyOf(Field, "Amendment");
        if (await scope.FindTaskOfAsync<Amendment>(key, willChangeTask, cancellationToken) is not { } task)
        {
            return (null, missing);
        }

        var amendment = (await scope.Data.Amendments.FindAsync([key], cancellationToken))!;
        if (!AmendmentRules.IsVisible(amendment, task, scope.Caller, await scope.AgencyAsync(cancellationToken)))
        {
            return (null, missing);
        }

        return scope.ConflictWith(amendment) is { } conflict ? (null, conflict) : (new(amendment, task), null);
    }

    /// <summary>Why the amendment's plan or its state does not allow it; null where they do.</summary>
    public MutationError? StateError(MutationRule<AmendmentStatus> rule)
    {
        if (!rule.IsOn(Task.Plan!))
        {
            return MutationErrors.InvalidState(Task.Plan!);
        }

        return rule.IsIn(Amendment.Status) ? null : MutationErrors.InvalidState(Amendment.Status, rule.States);
    }
}
