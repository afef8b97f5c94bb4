using System.Data.Common;
using KGPlanGraph.Persistence.Engines;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// How a server learns of the commits of others. Whatever happens to its connection, it opens another one, and then asks the table for the newest
/// number: what was committed meanwhile is told then.
/// </summary>
internal abstract partial class ChangeSource(TimeProvider clock, ILogger logger)
{
    protected TimeProvider Clock { get; } = clock;

    public static ChangeSource For(IDatabase database, TimeProvider clock, ILogger logger) => database switch
    {
        PostgresDatabase postgres => new PostgresNotifications(postgres, clock, logger),
        _ => new SqliteCommits(database, clock, logger),
    };

    /// <summary>Tells the signal of commits until it is cancelled; it ends in no other way.</summary>
    public async Task RunAsync(ChangeSignal signal, CancellationToken cancellationToken)
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(signal, backOff.Reset, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Whatever it is: without a watcher, subscriptions and cached responses would stand still until the next start of the server.
                if (fault is DatabaseUnavailableException or DbException or IOException or TimeoutException)
                {
                    LogLost(logger, backOff.Pause.TotalMilliseconds, fault.Message);
                }
                else
                {
                    LogFault(logger, backOff.Pause.TotalMilliseconds, fault);
                }

                await backOff.WaitAsync(Clock, cancellationToken);
            }
        }
    }

    /// <summary>Watches over one connection, until it breaks or <paramref name="cancellationToken"/> says so.</summary>
    /// <param name="signal">Whom to tell.</param>
    /// <param name="watching">To be called once the connection stands.</param>
    /// <param name="cancellationToken">Ends it.</param>
    protected abstract Task WatchAsync(ChangeSignal signal, Action watching, CancellationToken cancellationToken);

    [LoggerMessage(2, LogLevel.Error, "Commits could not be watched for an unexpected reason; trying again in {Pause} ms")]
    private static partial void LogFault(ILogger logger, double pause, Exception fault);

    [LoggerMessage(1, LogLevel.Warning, "The connection that hears of changes was lost; trying again in {Milliseconds} ms: {Fault}")]
    private static partial void LogLost(ILogger logger, double milliseconds, string fault);
}
