using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>Registers all mutations; a new one is added here.</summary>
public static class MutationRegistration
{
    /// <summary>Adds an <see cref="IMutation"/> for each field of Mutation.</summary>
    public static IServiceCollection AddMutations(this IServiceCollection services) => services
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<MutationTransactions>();
}
