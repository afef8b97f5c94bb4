using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Types.InvestmentItems;

/// <summary>What the mutations of zones, clusters and projects do not have in common.</summary>
/// <param name="Kind">The kind of item.</param>
/// <param name="TypeName">Its GraphQL type.</param>
/// <param name="ReadOwn">Reads the fields that only this kind has; those that are absent from an update stay.</param>
internal sealed record InvestmentItemForm(
    InvestmentItemKind Kind, string TypeName, Func<MutationScope, InvestmentItem, bool, CancellationToken, Task> ReadOwn)
{
    public static readonly InvestmentItemForm Zone = new(InvestmentItemKind.IndustrialZone, "IndustrialZone", ReadZone);

    public static readonly InvestmentItemForm Cluster = new(InvestmentItemKind.IndustrialCluster, "IndustrialCluster", ReadCluster);

    public static readonly InvestmentItemForm Project = new(InvestmentItemKind.InvestmentProject, "InvestmentProject", ReadProjectAsync);

    /// <summary>The payload's field for the item: industrialZone.</summary>
    public string PayloadField { get; } = char.ToLowerInvariant(TypeName[0]) + TypeName[1..];

    /// <summary>An update's field for the item's id: industrialZoneId.</summary>
    public string IdField => PayloadField + "Id";

    private static Task ReadZone(MutationScope scope, InvestmentItem item, bool isNew, CancellationToken cancellationToken)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        if (isNew || input.Has("phase"))
        {
            item.Phase = validation.OptionalText(input, "phase", TextLength.Short);
        }

        if (isNew || input.Has("occupancyPercent"))
        {
            item.OccupancyPercent = validation.OptionalPercent(input, "occupancyPercent");
        }

        return Task.CompletedTask;
    }

    private static Task ReadCluster(MutationScope scope, InvestmentItem item, bool isNew, CancellationToken cancellationToken)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        if (isNew || input.Has("infrastructureInvestor"))
        {
            item.InfrastructureInvestor = validation.OptionalText(input, "infrastructureInvestor", TextLength.Short);
        }

        if (isNew || input.Has("isPilot"))
        {
            item.IsPilot = validation.Required<bool>(input, "isPilot");
        }

        return Task.CompletedTask;
    }

    private static async Task ReadProjectAsync(MutationScope scope, InvestmentItem item, bool isNew, CancellationToken cancellationToken)
    {
        if (isNew || scope.Input.Has("sector"))
        {
            item.Sector = scope.Validation.RequiredEnum<InvestmentSector>(scope.Input, "sector");
        }

        if (isNew || scope.Input.Has("partnerIds"))
        {
            await InvestmentItemLinks.ReadPartnersAsync(scope, item, cancellationToken);
        }
    }
}
