using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Schema.Limits;

/// <summary>Registers the limits and their settings.</summary>
public static class LimitsRegistration
{
    /// <summary>
    /// Adds <see cref="GraphQLOptions"/> (itself and as options, checked when the host starts) and <see cref="DocumentLimits"/>.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="boundCosts">False where callers may spend as much as they like unless the settings say otherwise: Development.</param>
    public static IServiceCollection AddGraphQLLimits(this IServiceCollection services, bool boundCosts = true)
    {
        services.AddOptions<GraphQLOptions>().Configure(options => options.CostPerMinute = boundCosts ? options.CostPerMinute : 0).ValidateOnStart();
        services.AddSingleton<GraphQLOptionsSetup>(provider => new(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<IConfigureOptions<GraphQLOptions>>(provider => provider.GetRequiredService<GraphQLOptionsSetup>());
        services.AddSingleton<IValidateOptions<GraphQLOptions>>(provider => provider.GetRequiredService<GraphQLOptionsSetup>());
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<GraphQLOptions>>().Value);
        services.AddSingleton<DocumentLimits>();
        return services;
    }
}
