using GraphQL.Types;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Mutations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KGPlanGraph.Schema.Execution;

/// <summary>Registers what answers GraphQL requests; Persistence and the limits are registered beside it.</summary>
public static class ExecutionRegistration
{
    /// <summary>Adds <see cref="IGraphQLExecutor"/>.</summary>
    public static IServiceCollection AddGraphQLExecution(this IServiceCollection services, ExecutorOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => GraphQLSchema.Build());
        services.AddSingleton<DocumentParser>();
        services.AddSingleton<DocumentCache>();
        services.AddSingleton<QueryExecution>();
        services.AddMutations();
        services.AddSingleton(provider => new MutationExecution(
            provider.GetServices<IMutation>(), provider.GetRequiredService<IReadStore>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Limits.GraphQLOptions>()));
        return services.AddSingleton<IGraphQLExecutor, GraphQLExecutor>();
    }
}
