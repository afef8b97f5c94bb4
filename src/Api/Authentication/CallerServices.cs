using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Authentication;

/// <summary>Registers all that turns a token into a <see cref="Caller"/>.</summary>
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

/// <summary>Reads the caller that <c>UseCallers</c> has found.</summary>
public static class CallerReader
{
    /// <summary>The request's caller; <see cref="Caller.Anonymous"/> without a token. A bad token never comes this far.</summary>
    public static Caller GetCaller(this HttpContext context) => context.Features.Get<Caller>() ?? Caller.Anonymous;
}
