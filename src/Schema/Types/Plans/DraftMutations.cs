using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Types.Plans;

/// <summary>Changes what a draft says of itself.</summary>
internal sealed class UpdatePlanMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "updatePlan";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (plan, refusal) = await DraftPlan.FindAsync(scope, PlanRules.Edit, cancellationToken);
        if (plan is null)
        {
            return refusal!;
        }

        var (input, validation) = (scope.Input, scope.Validation);
        if (input.Has("title"))
        {
            plan.Title = validation.RequiredText(input, "title", TextLength.Short);
        }

        ReadYears(scope, plan);
        if (input.Has("documentType"))
        {
            plan.DocumentType = validation.RequiredText(input, "documentType", TextLength.Short);
        }

        if (input.Has("recipients"))
        {
            plan.Recipients = validation.Texts(input, "recipients", TextLength.Short);
        }

        return validation.HasErrors ? MutationOutcome.Refused(validation.Errors) : MutationOutcome.Done(("plan", plan));
    }

    private static void ReadYears(MutationScope scope, Plan plan)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        var isForOneYear = plan.LastYear == plan.Year;
        if (input.Has("year"))
        {
            plan.Year = validation.Required<int>(input, "year");
            PlanYears.Require(validation, input["year"] as int?, "year");
        }

        if (input.Has("lastYear"))
        {
            plan.LastYear = input["lastYear"] as int? ?? plan.Year;
            PlanYears.Require(validation, plan.LastYear, "lastYear");
        }
        else if (isForOneYear)
        {
            plan.LastYear = plan.Year;
        }

        if (!validation.HasErrors && plan.LastYear < plan.Year)
        {
            validation.Add(PlanYears.Reversed(input.Has("lastYear") ? "lastYear" : "year"));
        }
    }
}

/// <summary>Takes a draft away with all that it brought in.</summary>
internal sealed class DiscardDraftMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "discardDraft";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (plan, refusal) = await DraftPlan.FindAsync(scope, PlanRules.Discard, cancellationToken);
        if (plan is null)
        {
            return refusal!;
        }

        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        await DraftDiscard.DiscardAsync(scope.Data, plan, cancellationToken);
        return MutationOutcome.Done(new Dictionary<string, object?> { ["planId"] = new Scalars.GlobalId("Plan", plan.Id).ToString() });
    }
}

/// <summary>The way in of the mutations that edit a draft as a whole, or its outline.</summary>
internal static class DraftPlan
{
    /// <summary>The plan, with the version that the caller has seen, which nobody else edits until the transaction ends.</summary>
    /// <returns>The plan, or why not.</returns>
    public static async Task<(Plan? Plan, MutationError? Refusal)> FindAsync(
        MutationScope scope, MutationRule rule, long? key, MutationError notFound, CancellationToken cancellationToken)
    {
        await scope.Data.LockPlanAsync(key ?? 0, cancellationToken);
        if (await scope.Visible<Plan>().SingleOrDefaultAsync(plan => plan.Id == key, cancellationToken) is not { } found)
        {
            return (null, notFound);
        }

        if (scope.ConflictWith(found) is { } conflict)
        {
            return (null, conflict);
        }

        return rule.IsOn(found) ? (found, null) : (null, MutationErrors.PlanNotDraft(found));
    }

    /// <summary>The plan of the field <c>planId</c>.</summary>
    public static Task<(Plan? Plan, MutationError? Refusal)> FindAsync(MutationScope scope, MutationRule rule, CancellationToken cancellationToken) =>
        FindAsync(scope, rule, scope.KeyOf("planId", "Plan"), MutationErrors.PlanNotFound(scope.Input.Get<string>("planId")), cancellationToken);
}
