using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Types.InvestmentItems;

/// <summary>Adds a zone, cluster or project: createIndustrialZone, createIndustrialCluster, createInvestmentProject.</summary>
internal sealed class CreateInvestmentItemMutation(MutationTransactions transactions, InvestmentItemForm form) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name { get; } = "create" + form.TypeName;

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (manager, refusal) = await FindManagerAsync(scope, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var item = new InvestmentItem { Kind = form.Kind, Code = scope.Validation.RequiredCode(scope.Input, "code"), Name = "" };
        var taken = await scope.Data.InvestmentItems.Where(other => other.Code == item.Code)
            .Select(other => new { IsInDraft = other.DraftPlanId != null }).SingleOrDefaultAsync(cancellationToken);
        if (taken is { IsInDraft: false })
        {
            scope.Validation.Add(MutationErrors.CodeTaken(item.Code));
        }

        await InvestmentItemFields.ReadAsync(scope, item, form, isNew: true, cancellationToken);
        if (taken is not null && !scope.Validation.HasErrors)
        {
            // A draft is not the caller's to see: who asks for its codes has to risk that they are free, and leaves a Change.
            scope.Validation.Add(MutationErrors.CodeTaken(item.Code));
        }

        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        item.ManagingAgencyId = manager!.Id;
        scope.Data.Add(item);
        return MutationOutcome.Done((form.PayloadField, item));
    }

    // An agency keeps its own items, the coordinator anybody's.
    private static async Task<(Agency? Manager, MutationError? Refusal)> FindManagerAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var own = await scope.AgencyAsync(cancellationToken);
        var isCoordinator = scope.Caller.HasAny(Role.Coordinator);
        if (own is null && !isCoordinator)
        {
            return (null, MutationErrors.NotOwner(null, scope.Caller.AgencyCode));
        }

        if (scope.Input.Get<string>("managingAgencyId") is null)
        {
            scope.Validation.Require(
                own is not null, "managingAgencyId",
                "managingAgencyId is required, because you act for no agency.",
                "managingAgencyId phải nêu cơ quan quản lý, vì tài khoản không thay mặt cơ quan nào.");
            return (own, null);
        }

        var manager = await scope.FindAgencyAsync("managingAgencyId", cancellationToken);
        return isCoordinator || manager is null || manager == own
            ? (manager, null)
            : (null, MutationErrors.NotOwner(own, scope.Caller.AgencyCode));
    }
}

/// <summary>Changes a zone, cluster or project: updateIndustrialZone, updateIndustrialCluster, updateInvestmentProject.</summary>
internal sealed class UpdateInvestmentItemMutation(MutationTransactions transactions, InvestmentItemForm form) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name { get; } = "update" + form.TypeName;

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        if (await FindAsync(scope, cancellationToken) is not { } item)
        {
            return MutationErrors.InvestmentItemNotFound(scope.Input.Get<string>(form.IdField));
        }

        if (scope.ConflictWith(item) is { } conflict)
        {
            return conflict;
        }

        var own = await scope.AgencyAsync(cancellationToken);
        if (!scope.Caller.HasAny(Role.Coordinator) && own?.Id != item.ManagingAgencyId)
        {
            return MutationErrors.NotOwner(own, scope.Caller.AgencyCode);
        }

        await InvestmentItemFields.ReadAsync(scope, item, form, isNew: false, cancellationToken);
        return scope.Validation.HasErrors ? MutationOutcome.Refused(scope.Validation.Errors) : MutationOutcome.Done((form.PayloadField, item));
    }

    private Task<InvestmentItem?> FindAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var key = scope.KeyOf(form.IdField, form.TypeName);
        return scope.Visible<InvestmentItem>().SingleOrDefaultAsync(item => item.Id == key && item.Kind == form.Kind, cancellationToken);
    }
}
