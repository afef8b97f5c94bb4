using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Execution;
using KGPlanGraph.Schema.Exports;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Rows;
using KGPlanGraph.Schema.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KGPlanGraph.Schema;

/// <summary>Registers what answers GraphQL requests; Persistence and the limits are registered beside it.</summary>
public static class ExecutionRegistration
{
    /// <summary>Adds <see cref="IGraphQLExecutor"/>.</summary>
    public static IServiceCollection AddGraphQLExecution(this IServiceCollection services, ExecutorOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        // Not the schema itself: it is the process's, and a container disposes of what it hands out.
        services.AddSingleton(provider => new DocumentParser(GraphQLSchema.Build(), provider.GetRequiredService<DocumentLimits>()));
        services.AddSingleton<DocumentCache>();
        services.AddSingleton<ResponseCache>();
        services.AddSingleton<CacheMetrics>();
        services.AddSingleton<QueryExecution>();
        services.AddSingleton<SubscriptionExecution>();
        services.AddMutations();
        services.AddSingleton(provider => new MutationExecution(
            provider.GetServices<IMutation>(), provider.GetRequiredService<IReadStore>(), provider.GetRequiredService<ReadMetrics>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<GraphQLOptions>()));
        services.AddSingleton<IRowExecutor, RowExecutor>();
        services.AddSingleton<IExporter, Exporter>();
        return services.AddSingleton<IGraphQLExecutor, GraphQLExecutor>();
    }
}
