using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Agencies;

/// <summary>Adds an agency to the register.</summary>
internal sealed class CreateAgencyMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "createAgency";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        var agency = new Agency
        {
            Code = validation.RequiredCode(input, "code"),
            Name = validation.RequiredText(input, "name", TextLength.Short),
            EnglishName = validation.OptionalText(input, "englishName", TextLength.Short),
            Kind = validation.RequiredEnum<AgencyKind>(input, "kind"),
            Aliases = validation.Texts(input, "aliases", TextLength.Short),
            Parent = await scope.FindAgencyAsync("parentId", cancellationToken),
        };
        if (await scope.Data.Agencies.AnyAsync(other => other.Code == agency.Code, cancellationToken))
            validation.Add(MutationErrors.CodeTaken(agency.Code));
        if (validation.HasErrors)
            return MutationOutcome.Refused(validation.Errors);

        scope.Data.Add(agency);
        return MutationOutcome.Done(("agency", agency));
    }
}
