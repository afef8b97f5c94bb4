using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Api.Startup;

/// <summary>
/// Tells of the deadlines that turn (<see cref="DeadlineTurns"/>) when the server starts and after each midnight in Viet Nam. It looks at the clock every few
/// seconds instead of sleeping through the night, so that a machine that was asleep, or whose clock was set, is not late.
/// </summary>
internal sealed partial class DeadlineTurnService(DeadlineTurns turns, DatabaseReadiness readiness, TimeProvider clock, ILogger<DeadlineTurnService> logger)
    : BackgroundService
{
    // A turn is told at the latest a minute after midnight: an attempt that fails has time for others.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        DateOnly? told = null;
        string? lastFault = null;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            var today = VietnamDay.Today(clock);
            if (told == today)
            {
                continue;
            }

            try
            {
                LogTold(logger, await turns.TellAsync(today, stoppingToken), today);
                told = today;
                lastFault = null;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the next attempt finds the same work; each reason is told once.
                if (fault.Message != lastFault)
                {
                    LogFailed(logger, lastFault = fault.Message);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} deadlines became due soon or overdue up to {Day:yyyy-MM-dd}")]
    private static partial void LogTold(ILogger logger, int count, DateOnly day);

    [LoggerMessage(2, LogLevel.Warning, "The changes of deadlines that became due soon or overdue could not be written; trying again: {Fault}")]
    private static partial void LogFailed(ILogger logger, string fault);
}
