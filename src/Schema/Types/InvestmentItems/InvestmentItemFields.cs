using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Types.InvestmentItems;

/// <summary>Reads an input into an item; every problem goes to the scope's validation.</summary>
internal static class InvestmentItemFields
{
    /// <param name="scope">The mutation's.</param>
    /// <param name="item">The item.</param>
    /// <param name="form">Its kind.</param>
    /// <param name="isNew">True where the input makes the item; otherwise what is absent stays as it is.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public static async Task ReadAsync(MutationScope scope, InvestmentItem item, InvestmentItemForm form, bool isNew, CancellationToken cancellationToken)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        if (IsGiven("name"))
        {
            item.Name = validation.RequiredText(input, "name", TextLength.Short);
        }

        if (IsGiven("stage"))
        {
            item.Stage = validation.RequiredEnum<InvestmentStage>(input, "stage");
        }

        if (IsGiven("localityIds"))
        {
            await InvestmentItemLinks.ReadLocalitiesAsync(scope, item, cancellationToken);
        }

        if (IsGiven("taskIds"))
        {
            await InvestmentItemLinks.ReadTasksAsync(scope, item, cancellationToken);
        }

        if (IsGiven("areaHectares"))
        {
            item.AreaHectares = validation.OptionalAmount(input, "areaHectares");
        }

        if (IsGiven("capitalVnd"))
        {
            item.CapitalVnd = validation.OptionalWholeAmount(input, "capitalVnd");
        }

        if (IsGiven("callsForInvestment"))
        {
            item.CallsForInvestment = validation.Required<bool>(input, "callsForInvestment");
        }

        if (IsGiven("note"))
        {
            item.Note = validation.OptionalText(input, "note", TextLength.Long);
        }

        await form.ReadOwn(scope, item, isNew, cancellationToken);

        bool IsGiven(string field) => isNew || input.Has(field);
    }
}
