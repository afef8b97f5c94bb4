using KGPlanGraph.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Authentication;

/// <summary>Registers all that turns a token into a <see cref="KGPlanGraph.Schema.Authorization.Caller"/>.</summary>
public static class CallerServices
{
    /// <summary>Adds <see cref="ITokenVerifier"/> and the check of its settings at the start.</summary>
    public static WebApplicationBuilder AddCallers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AuthenticationSettings>();
        services.AddSingleton<DevelopmentReaderToken>();
        services.AddSingleton(provider => new CallerWarnings(provider.GetRequiredService<ILogger<CallerWarnings>>(), provider.GetService<AgencyRegister>()));
        services.AddSingleton<IValidateOptions<AuthenticationSettingsCheck.Checked>, AuthenticationSettingsCheck>();
        services.AddOptions<AuthenticationSettingsCheck.Checked>().ValidateOnStart();
        services.AddJwtBearerOptions();
        services.AddSingleton<ITokenVerifier>(provider => new TokenVerifier(
            provider.GetRequiredService<AuthenticationSettings>().HasAuthority ? ActivatorUtilities.CreateInstance<AuthorityIssuer>(provider) : null,
            builder.Environment.IsDevelopment() ? CreateDevelopmentIssuer(builder.Environment, provider.GetRequiredService<TimeProvider>()) : null,
            provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>Finds the caller of each request, or answers 401. Before everything that looks at the caller, behind CORS.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.UseMiddleware<CallerMiddleware>();

    internal static DevelopmentIssuer CreateDevelopmentIssuer(IHostEnvironment environment, TimeProvider clock) =>
        new(DevelopmentKeyFile.In(environment.ContentRootPath), clock);

    /// <summary>
    /// JwtBearer's settings and its channel to the authority, without ASP.NET Core's authentication middleware: that one would be put in
    /// front by itself, and check every token a second time, uncached.
    /// </summary>
    private static void AddJwtBearerOptions(this IServiceCollection services)
    {
        services.AddSingleton<IAuthenticationConfigurationProvider, AuthenticationConfiguration>();
        // Before AddJwtBearer, whose reading of the settings then has the last word.
        services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
        {
            options.RefreshInterval = TimeSpan.FromSeconds(2);
            options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        });
        new AuthenticationBuilder(services).AddJwtBearer();
        services.RemoveAll<JwtBearerHandler>();
    }

    private sealed class AuthenticationConfiguration(IConfiguration configuration) : IAuthenticationConfigurationProvider
    {
        IConfiguration IAuthenticationConfigurationProvider.AuthenticationConfiguration =>
            configuration.GetSection(AuthenticationSettings.SectionName);
    }
}
