using System.Data.Common;
using System.Globalization;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Schema.Limits;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Startup;

/// <summary>
/// Brings the database up to date, with its first data. Hosted services start before the server does, in the order of their registration, so mostly this is done
/// before it listens. A database that is only out of reach, because its machine starts too, say, is waited for: the server listens, is not ready, and answers 503
/// until then. Settings that are wrong and a database that must be mended refuse the start.
/// </summary>
internal sealed partial class DatabasePreparation(
    DatabaseStartup database, FirstDataLoader firstData, DatabaseReadiness readiness, IConfiguration configuration, TimeProvider clock, ILogger<DatabasePreparation> logger)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task waiting = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (DatabaseUnavailableException fault) when (fault.MayPass)
        {
            LogAway(logger, fault.Message);
            waiting = Task.Run(() => WaitAsync(fault.Message, stop.Token), CancellationToken.None);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Where there is nothing to end, this service may have been disposed of already: a host that runs in a test is stopped twice.
        if (waiting.IsCompleted)
        {
            return;
        }

        await stop.CancelAsync();
        await waiting;
    }

    public void Dispose() => stop.Dispose();

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.MigrateAsync(cancellationToken);
        await firstData.LoadIfEmptyAsync(configuration.LoadsFirstPlan(), cancellationToken);
        readiness.Prepared();
    }

    private async Task WaitAsync(string told, CancellationToken cancellationToken)
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));
        while (!cancellationToken.IsCancellationRequested)
        {
            await backOff.WaitAsync(clock, cancellationToken);
            try
            {
                await PrepareAsync(cancellationToken);
                LogFound(logger);
                return;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is DatabaseUnavailableException or OutcomeUnknownException or DbException or InvalidOperationException)
            {
                // Also what cannot pass by itself: it is mended while the server waits. Each reason is told once.
                if (fault.Message != told)
                {
                    LogAway(logger, told = fault.Message);
                }
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Waiting for the database, and answering 503 until then: {Fault}")]
    private static partial void LogAway(ILogger logger, string fault);

    [LoggerMessage(2, LogLevel.Information, "The database is there")]
    private static partial void LogFound(ILogger logger);
}

/// <summary>Whether the database has been found, up to date and with its first data, since this server started. It may be out of reach again since.</summary>
internal sealed class DatabaseReadiness
{
    private readonly TaskCompletionSource prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsPrepared => prepared.Task.IsCompleted;

    public Task WaitAsync(CancellationToken cancellationToken) => prepared.Task.WaitAsync(cancellationToken);

    public void Prepared() => prepared.TrySetResult();
}

/// <summary>The setting <c>FirstData:Load</c>.</summary>
internal static class FirstDataSetting
{
    /// <summary>Whether an empty database gets the plan of 2022 beside the registers. True where nothing else is said.</summary>
    public static bool LoadsFirstPlan(this IConfiguration configuration) => !bool.TryParse(configuration["FirstData:Load"], out var load) || load;
}

/// <summary>Registers the database of the settings, and what brings it up to date before the server answers.</summary>
internal static class DatabaseSetup
{
    private const string Name = "KGPlanGraph";

    // A request that runs into its timeout cancels its statement itself; only what is left after that is the database's to end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder)
    {
        var options = OptionsOf(builder);
        builder.Services.AddPersistence(options);
        builder.Services.AddSingleton<IValidateOptions<Checked>>(new DatabaseFailures(options));
        builder.Services.AddOptions<Checked>().ValidateOnStart();
        builder.Services.AddSingleton<DatabaseReadiness>();
        builder.Services.AddHostedService<DatabasePreparation>();
        return builder;
    }

    /// <summary>The database that the settings name.</summary>
    public static DatabaseOptions OptionsOf(WebApplicationBuilder builder) =>
        new(builder.Configuration.GetConnectionString(Name), builder.Environment.ContentRootPath) { StatementTimeout = builder.Configuration.ExecutionTimeout() + Grace };

    // A wrong value is named, with all others, when the settings are checked.
    private static TimeSpan ExecutionTimeout(this ConfigurationManager configuration) =>
        TimeSpan.TryParse(configuration[$"{GraphQLOptions.Section}:{nameof(GraphQLOptions.ExecutionTimeout)}"], CultureInfo.InvariantCulture, out var value)
        && value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : new GraphQLOptions().ExecutionTimeout;

    /// <summary>Stands for the connection string in the start's validation.</summary>
    private sealed class Checked;

    private sealed class DatabaseFailures(DatabaseOptions options) : IValidateOptions<Checked>
    {
        public ValidateOptionsResult Validate(string? name, Checked value) =>
            options.FindFaults() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
