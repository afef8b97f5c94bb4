using KGPlanGraph.Schema.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Schema.TrustedDocuments;

/// <summary>Registers the trusted documents.</summary>
public static class TrustedDocumentsRegistration
{
    /// <summary>Adds <see cref="ITrustedDocuments"/>.</summary>
    public static IServiceCollection AddTrustedDocuments(this IServiceCollection services) =>
        services.AddSingleton<ITrustedDocuments, TrustedDocuments>();
}
