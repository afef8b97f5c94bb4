using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.Amendments;

/// <summary>An assigned agency asks for a change of a plan in force.</summary>
internal sealed class ProposeAmendmentMutation(MutationTransactions transactions) : Mutation(transactions)
{
    private static readonly string[] FieldsOfSomeKinds = ["deadlineId", "proposedDueOn", "proposedContent", "proposedAgencyId"];

    /// <inheritdoc/>
    public override string Name => "proposeAmendment";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        if (await scope.FindTaskAsync(scope.KeyOf("taskId", "Task"), willChange: false, cancellationToken) is not { } task)
        {
            return MutationErrors.TaskNotFound(scope.Input.Get<string>("taskId"));
        }

        var agency = await scope.AgencyAsync(cancellationToken);
        if (agency is null || !TaskRules.ProposeAmendment.IsFor(agency, task))
        {
            return MutationErrors.NotAssigned(agency, scope.Caller.AgencyCode, task);
        }

        if (!TaskRules.ProposeAmendment.IsOn(task.Plan!))
        {
            return MutationErrors.PlanNotInForce(task.Plan!);
        }

        var amendment = await ReadAsync(scope, task, agency, cancellationToken);
        if (!scope.Validation.HasErrors && AmendmentRules.ObstacleTo(amendment, task) is { } obstacle)
        {
            scope.Validation.Add(obstacle.Field, obstacle.Reason);
        }

        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        scope.Data.Add(amendment);
        return MutationOutcome.Done(("amendment", amendment));
    }

    private static async Task<Amendment> ReadAsync(MutationScope scope, PlanTask task, Agency agency, CancellationToken cancellationToken)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        var kind = validation.RequiredEnum<AmendmentKind>(input, "kind");
        var amendment = new Amendment
        {
            TaskId = task.Id,
            AgencyId = agency.Id,
            Kind = kind,
            Status = AmendmentStatus.Proposed,
            Reason = validation.RequiredText(input, "reason", TextLength.Long),
            ProposedBy = scope.Actor,
            ProposedAt = scope.Now,
        };
        CheckFields(scope, kind);
        switch (kind)
        {
            case AmendmentKind.ExtendDeadline:
                amendment.ProposedDueOn = input.Get<DateOnly>("proposedDueOn");
                amendment.Deadline = FindDeadline(scope, task);
                break;
            case AmendmentKind.ChangeContent when input["proposedContent"] is not null:
                amendment.ProposedContent = validation.RequiredText(input, "proposedContent", TextLength.Long);
                break;
            case AmendmentKind.ChangeLeadAgency or AmendmentKind.AddCoordinator:
                amendment.ProposedAgency = await scope.FindAgencyAsync("proposedAgencyId", cancellationToken);
                break;
        }

        return amendment;
    }

    private static void CheckFields(MutationScope scope, AmendmentKind kind)
    {
        var (name, needed) = (MutationErrors.NameOf(kind), AmendmentRules.FieldsOf(kind));
        foreach (var field in FieldsOfSomeKinds)
        {
            var isGiven = scope.Input[field] is not null;
            if (needed.Contains(field))
            {
                scope.Validation.Require(isGiven, field, $"{name} needs {field}.", $"{name} cần có {field}.");
            }
            else
            {
                scope.Validation.Require(!isGiven, field, $"{name} takes no {field}; leave it out.", $"{name} không dùng {field}; hãy bỏ đi.");
            }
        }
    }

    private static Deadline? FindDeadline(MutationScope scope, PlanTask task)
    {
        if (scope.Input.Get<string>("deadlineId") is not { } id)
        {
            return null;
        }

        var key = scope.KeyIn(id, "Deadline");
        var deadline = task.Deadlines.Find(found => found.Id == key);
        if (deadline is null)
        {
            scope.Validation.Add(MutationErrors.DeadlineNotFound(id, task));
        }

        return deadline;
    }
}

/// <summary>An agency takes an amendment of its own back, whatever the coordinator thinks of it, before it is decided.</summary>
internal sealed class WithdrawAmendmentMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "withdrawAmendment";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (found, error) = await FoundAmendment.FindAsync(scope, willChangeTask: false, cancellationToken);
        if (found is null)
        {
            return error!;
        }

        var agency = await scope.AgencyAsync(cancellationToken);
        if (!AmendmentRules.Withdraw.IsFor(agency, found.Amendment.AgencyId))
        {
            return MutationErrors.NotOwner(agency, scope.Caller.AgencyCode);
        }

        if (found.StateError(AmendmentRules.Withdraw) is { } stateError)
        {
            return stateError;
        }

        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        found.Amendment.Status = AmendmentStatus.Withdrawn;
        return MutationOutcome.Done(("amendment", found.Amendment));
    }
}

/// <summary>The coordinator gives its opinion, for or against.</summary>
internal sealed class ReviewAmendmentMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "reviewAmendment";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (found, error) = await FoundAmendment.FindAsync(scope, willChangeTask: false, cancellationToken);
        if (found is null)
        {
            return error!;
        }

        if (found.StateError(AmendmentRules.Review) is { } stateError)
        {
            return stateError;
        }

        var opinion = scope.Validation.RequiredText(scope.Input, "opinion", TextLength.Long);
        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        var amendment = found.Amendment;
        amendment.Status = scope.Input.Get<bool>("recommend") ? AmendmentStatus.Recommended : AmendmentStatus.NotRecommended;
        amendment.Opinion = opinion;
        amendment.ReviewedAt = scope.Now;
        return MutationOutcome.Done(("amendment", amendment));
    }
}

/// <summary>The People's Committee decides once the opinion is there, whatever it was; approval changes the task with it.</summary>
internal sealed class DecideAmendmentMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "decideAmendment";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var approves = scope.Input.Get<bool>("approve");
        var (found, error) = await FoundAmendment.FindAsync(scope, willChangeTask: approves, cancellationToken);
        if (found is null)
        {
            return error!;
        }

        if (found.StateError(AmendmentRules.Decide) is { } stateError)
        {
            return stateError;
        }

        var (amendment, task) = found;
        var decision = scope.Validation.RequiredText(scope.Input, "decision", TextLength.Long);
        var number = scope.Validation.OptionalText(scope.Input, "decisionNumber", TextLength.Short);
        if (approves && AmendmentRules.ObstacleTo(amendment, task) is { } obstacle)
        {
            scope.Validation.Add("approve", Outdated(obstacle.Reason));
        }

        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        amendment.Status = approves ? AmendmentStatus.Approved : AmendmentStatus.Rejected;
        amendment.Decision = decision;
        amendment.DecisionNumber = number;
        amendment.DecidedAt = scope.Now;
        if (approves)
        {
            await AmendmentRules.ApplyAsync(amendment, task, scope.Today, scope.Data, cancellationToken);
        }

        return MutationOutcome.Done(("amendment", amendment), ("task", task));
    }

    // The task changed after the proposal.
    private static LocalizedText Outdated(LocalizedText reason) => new(
        $"The amendment cannot take effect any more; reject it. {reason.English}", $"Đề xuất không còn áp dụng được; hãy không chấp thuận. {reason.Vietnamese}");
}
