using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Roots;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Amendments;
using KGPlanGraph.Schema.Types.Deadlines;
using KGPlanGraph.Schema.Types.InvestmentItems;
using KGPlanGraph.Schema.Types.Plans;
using KGPlanGraph.Schema.Types.ProgressReports;
using KGPlanGraph.Schema.Types.Sections;
using KGPlanGraph.Schema.Types.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Schema;

/// <summary>Registers all mutations; a new one is added here.</summary>
public static class MutationRegistration
{
    /// <summary>Adds an <see cref="IMutation"/> for each field of Mutation.</summary>
    public static IServiceCollection AddMutations(this IServiceCollection services) => services
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<MutationMetrics>()
        .AddSingleton(_ => new NaturalKeys(RootFields.Nodes))
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
