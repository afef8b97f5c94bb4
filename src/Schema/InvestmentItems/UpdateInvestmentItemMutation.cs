using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.InvestmentItems;

/// <summary>Changes a zone, cluster or project: updateIndustrialZone, updateIndustrialCluster, updateInvestmentProject.</summary>
internal sealed class UpdateInvestmentItemMutation(MutationTransactions transactions, InvestmentItemForm form) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name { get; } = "update" + form.TypeName;

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        if (await FindAsync(scope, cancellationToken) is not { } item)
            return MutationErrors.InvestmentItemNotFound(scope.Input.Get<string>(form.IdField));
        if (scope.ConflictWith(item) is { } conflict)
            return conflict;
        var own = await scope.AgencyAsync(cancellationToken);
        if (!scope.Caller.HasAny(Role.Coordinator) && own?.Id != item.ManagingAgencyId)
            return MutationErrors.NotOwner(own, scope.Caller.AgencyCode);

        await InvestmentItemFields.ReadAsync(scope, item, form, isNew: false, cancellationToken);
        return scope.Validation.HasErrors ? MutationOutcome.Refused(scope.Validation.Errors) : MutationOutcome.Done((form.PayloadField, item));
    }

    private Task<InvestmentItem?> FindAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var key = scope.KeyOf(form.IdField, form.TypeName);
        return scope.Visible<InvestmentItem>()
            .Include(item => item.Localities).Include(item => item.Tasks).Include(item => item.Partners).AsSplitQuery()
            .SingleOrDefaultAsync(item => item.Id == key && item.Kind == form.Kind, cancellationToken);
    }
}
