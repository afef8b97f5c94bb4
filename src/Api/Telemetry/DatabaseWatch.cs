using System.Data.Common;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>Keeps what is known of the database fresh where metrics are sent rather than fetched: nobody comes by and asks then.</summary>
internal sealed class DatabaseWatch(DatabaseMetrics database, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Longer than this a database that answers does not take.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Asks once. A database that does not answer is a figure, too, and no fault.</summary>
    public static async Task AskAsync(DatabaseMetrics database, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await database.AskAsync(timeout.Token);
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or DbException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await AskAsync(database, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends.
            return;
        }
    }
}
