using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Types.Agencies;

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
        {
            validation.Add(MutationErrors.CodeTaken(agency.Code));
        }

        if (validation.HasErrors)
        {
            return MutationOutcome.Refused(validation.Errors);
        }

        scope.Data.Add(agency);
        return MutationOutcome.Done(("agency", agency));
    }
}

/// <summary>Changes an agency of the register; its code, which tokens carry, stays.</summary>
internal sealed class UpdateAgencyMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "updateAgency";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        var key = scope.KeyOf("agencyId", "Agency");
        if (await scope.Data.Agencies.SingleOrDefaultAsync(found => found.Id == key, cancellationToken) is not { } agency)
        {
            return MutationErrors.AgencyNotFound(input.Get<string>("agencyId"));
        }

        if (scope.ConflictWith(agency) is { } conflict)
        {
            return conflict;
        }

        if (input.Has("name"))
        {
            agency.Name = validation.RequiredText(input, "name", TextLength.Short);
        }

        if (input.Has("englishName"))
        {
            agency.EnglishName = validation.OptionalText(input, "englishName", TextLength.Short);
        }

        if (input.Has("kind"))
        {
            agency.Kind = validation.RequiredEnum<AgencyKind>(input, "kind");
        }

        if (input.Has("aliases"))
        {
            agency.Aliases = validation.Texts(input, "aliases", TextLength.Short);
        }

        if (input.Has("parentId"))
        {
            agency.ParentId = await ReadParentAsync(scope, agency, cancellationToken);
        }

        return validation.HasErrors ? MutationOutcome.Refused(validation.Errors) : MutationOutcome.Done(("agency", agency));
    }

    private static async Task<long?> ReadParentAsync(MutationScope scope, Agency agency, CancellationToken cancellationToken)
    {
        var parent = await scope.FindAgencyAsync("parentId", cancellationToken);
        // The way up is held step by step: two updates that would close a circle together wait for each other, and one begins again.
        for (var above = parent?.Id; above is not null;)
        {
            if (above == agency.Id)
            {
                scope.Validation.Add("parentId", new(
                    $"{parent!.Code} is {agency.Code} itself or one of its units; it cannot be above it.",
                    $"{parent.Code} là chính {agency.Code} hoặc đơn vị trực thuộc; không thể là cơ quan cấp trên."));
                return null;
            }

            await scope.Data.HoldAgencyAsync(above.Value, cancellationToken);
            above = await scope.Data.Agencies.Where(found => found.Id == above).Select(found => found.ParentId).SingleAsync(cancellationToken);
        }

        return parent?.Id;
    }
}
