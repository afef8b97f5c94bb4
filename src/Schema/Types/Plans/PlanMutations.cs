using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Types.Plans;

/// <summary>Puts a draft into force: readers and agencies see it, and all that is in it, from the same moment on.</summary>
internal sealed class PublishPlanMutation(MutationTransactions transactions) : Mutation(transactions)
{
    private const int MostYearsFromPlan = 10;

    /// <inheritdoc/>
    public override string Name => "publishPlan";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (plan, refusal) = await PlanToDecide.FindAsync(scope, PlanRules.Publish, cancellationToken);
        if (plan is null)
        {
            return refusal!;
        }

        var validation = scope.Validation;
        var number = validation.RequiredText(scope.Input, "documentNumber", TextLength.Short);
        var issuedOn = validation.Required<DateOnly>(scope.Input, "issuedOn");
        validation.Require(issuedOn <= scope.Today, "issuedOn", "issuedOn may not lie in the future.", "issuedOn không được ở tương lai.");
        validation.Require(
            issuedOn.Year >= plan.Year - MostYearsFromPlan, "issuedOn",
            $"issuedOn may lie at most {MostYearsFromPlan} years before the plan's year {plan.Year}.",
            $"issuedOn được sớm hơn năm {plan.Year} của kế hoạch nhiều nhất {MostYearsFromPlan} năm.");
        if (validation.HasErrors)
        {
            return MutationOutcome.Refused(validation.Errors);
        }

        // What has turned before the plan comes into force is no news of this plan.
        await DeadlineTurns.TellAsync(scope.Data, scope.Today, cancellationToken);
        plan.Status = PlanStatus.InForce;
        plan.DocumentNumber = number;
        plan.IssuedOn = issuedOn;
        await DraftRelease.ReleaseAsync(scope.Data, plan, cancellationToken);
        return MutationOutcome.Done(("plan", plan));
    }
}

/// <summary>Closes a plan that is in force; afterwards nothing in it changes.</summary>
internal sealed class ClosePlanMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "closePlan";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (plan, refusal) = await PlanToDecide.FindAsync(scope, PlanRules.Close, cancellationToken);
        if (plan is null)
        {
            return refusal!;
        }

        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        plan.Status = PlanStatus.Closed;
        return MutationOutcome.Done(("plan", plan));
    }
}

/// <summary>When what can be done with a plan (domain.md, "Plans").</summary>
internal static class PlanRules
{
    /// <summary>Of all that changes what a plan says of itself, or its outline.</summary>
    public static readonly MutationRule Edit = new MutationRule<PlanStatus>("updatePlan", PlanStatus.Draft, Party.AnyAgency);

    public static readonly MutationRule Publish = new MutationRule<PlanStatus>("publishPlan", PlanStatus.Draft, Party.AnyAgency);

    public static readonly MutationRule Close = new MutationRule<PlanStatus>("closePlan", PlanStatus.InForce, Party.AnyAgency);

    public static readonly MutationRule Discard = new MutationRule<PlanStatus>("discardDraft", PlanStatus.Draft, Party.AnyAgency);
}

/// <summary>The way in of the mutations that move a plan from one status to the next.</summary>
internal static class PlanToDecide
{
    /// <summary>The plan of the field <c>planId</c>, with the version that the caller has seen and in the status that the rule asks for. Until the transaction ends nobody edits it.</summary>
    /// <returns>The plan, or why not.</returns>
    public static async Task<(Plan? Plan, MutationError? Refusal)> FindAsync(MutationScope scope, MutationRule rule, CancellationToken cancellationToken)
    {
        var key = scope.KeyOf("planId", "Plan");
        await scope.Data.LockPlanAsync(key ?? 0, cancellationToken);
        if (await scope.Visible<Plan>().SingleOrDefaultAsync(plan => plan.Id == key, cancellationToken) is not { } found)
        {
            return (null, MutationErrors.PlanNotFound(scope.Input.Get<string>("planId")));
        }

        if (scope.ConflictWith(found) is { } conflict)
        {
            return (null, conflict);
        }

        return rule.IsOn(found) ? (found, null) : (null, MutationErrors.InvalidState(found.Status, rule.Plan));
    }
}
