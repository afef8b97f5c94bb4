using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Persistence.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KGPlanGraph.Persistence;

/// <summary>What Persistence gives to the service container.</summary>
public static class PersistenceRegistration
{
    /// <summary>Adds the database that <paramref name="options"/> name; nothing is opened before it is asked for.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<IDatabase>(_ => options.Engine == DatabaseEngine.Postgres ? new PostgresDatabase(options) : new SqliteDatabase(options))
            .AddSingleton<IReadStore>(provider => options.Engine == DatabaseEngine.Postgres
                ? new PostgresReadStore(provider.GetRequiredService<IDatabase>(), provider.GetService<StandbyReads>() is { } standbys ? standbys.OpenAsync : null)
                : new SqliteReadStore(provider.GetRequiredService<IDatabase>()))
            .AddStandbys(options)
            .AddSingleton<ChangeSource>(provider => provider.GetRequiredService<IDatabase>() is PostgresDatabase postgres
                ? new PostgresListener(postgres, provider.GetRequiredService<PlanWriter>(), provider.GetRequiredService<TimeProvider>(), LoggerOf<ChangeSource>(provider))
                : new SqliteCommits(provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<TimeProvider>(), LoggerOf<ChangeSource>(provider)))
            .AddSingleton<DataVersion>(provider => provider.GetRequiredService<ChangeSource>() is PostgresListener listener
                ? listener.Version
                : new SqliteDataVersion(provider.GetRequiredService<IDatabase>()))
            .AddSingleton<ServiceMeter>()
            .AddSingleton<ReadMetrics>()
            .AddSingleton<ImportMetrics>()
            .AddSingleton<DatabaseMetrics>()
            .AddSingleton<DatabaseStartup>()
            .AddSingleton<AgencyRegister>()
            .AddSingleton<PlanWriter>()
            .AddSingleton(provider => new ChangeSignal(
                provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<PlanWriter>(), provider.GetRequiredService<ChangeSource>()))
            .AddSingleton<DeadlineTurns>()
            .AddSingleton<FirstDataLoader>()
            .AddSingleton<RegisterUpdate>()
            .AddSingleton<DocumentReadings>()
            .AddSingleton<PlanImporter>()
            .AddSingleton<PersistedOperationStore>()
            .AddSingleton<CalendarKeyStore>()
            .AddSingleton<SignInSessionStore>()
            .AddSingleton<DataProtectionKeyStore>();
    }

    private static IServiceCollection AddStandbys(this IServiceCollection services, DatabaseOptions options) =>
        options.Engine == DatabaseEngine.Postgres && options.FindFaults().Count == 0 && PostgresConnectionStrings.ForStandbys(options.ConnectionString!).Count > 0
            ? services.AddSingleton(provider => new StandbyReads(
                (PostgresDatabase)provider.GetRequiredService<IDatabase>(), (PostgresDataVersion)provider.GetRequiredService<DataVersion>(),
                provider.GetRequiredService<TimeProvider>(), LoggerOf<StandbyReads>(provider)))
            : services;

    private static ILogger LoggerOf<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
