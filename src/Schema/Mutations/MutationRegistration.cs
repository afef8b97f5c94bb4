using KGPlanGraph.Schema.Agencies;
using KGPlanGraph.Schema.Amendments;
using KGPlanGraph.Schema.Deadlines;
using KGPlanGraph.Schema.InvestmentItems;
using KGPlanGraph.Schema.Plans;
using KGPlanGraph.Schema.ProgressReports;
using KGPlanGraph.Schema.Sections;
using KGPlanGraph.Schema.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>Registers all mutations; a new one is added here.</summary>
public static class MutationRegistration
{
    /// <summary>Adds an <see cref="IMutation"/> for each field of Mutation.</summary>
    public static IServiceCollection AddMutations(this IServiceCollection services) => services
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<MutationMetrics>()
        .AddSingleton<MutationTransactions>()
        .AddSingleton<IMutation, SubmitProgressReportMutation>()
        .AddSingleton<IMutation, SubmitProgressReportsMutation>()
        .AddSingleton<IMutation, WithdrawProgressReportMutation>()
        .AddSingleton<IMutation, AcceptProgressReportMutation>()
        .AddSingleton<IMutation, ReturnProgressReportMutation>()
        .AddSingleton<IMutation, ProposeAmendmentMutation>()
        .AddSingleton<IMutation, WithdrawAmendmentMutation>()
        .AddSingleton<IMutation, ReviewAmendmentMutation>()
        .AddSingleton<IMutation, DecideAmendmentMutation>()
        .AddInvestmentItems(InvestmentItemForm.Zone)
        .AddInvestmentItems(InvestmentItemForm.Cluster)
        .AddInvestmentItems(InvestmentItemForm.Project)
        .AddSingleton<IMutation, ImportPlanMutation>()
        .AddSingleton<IMutation, UpdatePlanMutation>()
        .AddSingleton<IMutation, DiscardDraftMutation>()
        .AddSingleton<IMutation, CreateSectionMutation>()
        .AddSingleton<IMutation, UpdateSectionMutation>()
        .AddSingleton<IMutation, DeleteSectionMutation>()
        .AddSingleton<IMutation, CreateTaskMutation>()
        .AddSingleton<IMutation, UpdateTaskMutation>()
        .AddSingleton<IMutation, DeleteTaskMutation>()
        .AddSingleton<IMutation, AssignAgencyMutation>()
        .AddSingleton<IMutation, UnassignAgencyMutation>()
        .AddSingleton<IMutation, SetDeadlineMutation>()
        .AddSingleton<IMutation, RemoveDeadlineMutation>()
        .AddSingleton<IMutation, PublishPlanMutation>()
        .AddSingleton<IMutation, ClosePlanMutation>()
        .AddSingleton<IMutation, CreateAgencyMutation>()
        .AddSingleton<IMutation, UpdateAgencyMutation>();

    private static IServiceCollection AddInvestmentItems(this IServiceCollection services, InvestmentItemForm form) => services
        .AddSingleton<IMutation>(provider => new CreateInvestmentItemMutation(provider.GetRequiredService<MutationTransactions>(), form))
        .AddSingleton<IMutation>(provider => new UpdateInvestmentItemMutation(provider.GetRequiredService<MutationTransactions>(), form));
}
