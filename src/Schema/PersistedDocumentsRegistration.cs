using KGPlanGraph.Schema.Addresses;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.PersistedDocuments;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Schema;

/// <summary>Registers the trusted documents.</summary>
public static class PersistedDocumentsRegistration
{
    /// <summary>Adds <see cref="IPersistedDocuments"/> and the addresses of its files.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="shipped">Documents that come with the server.</param>
    public static IServiceCollection AddPersistedDocuments(this IServiceCollection services, IReadOnlyList<DocumentFile>? shipped = null)
    {
        services.AddSingleton(provider => new DocumentFiles(provider.GetRequiredService<GraphQLOptions>(), shipped ?? []));
        services.AddSingleton<AddressCatalog>();
        return services.AddSingleton<IPersistedDocuments, PersistedDocuments.PersistedDocuments>();
    }
}
