using System.Data.Common;
using KGPlanGraph.Persistence.Engines;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>Who is told that there are changes up to a number.</summary>
internal interface ICommitFollower
{
    /// <summary>A connection is about to ask for the newest number: what this process commits from here on, it may not see.</summary>
    void Begin();

    /// <summary>The newest number on a new connection, even where it is smaller than the one known before: it may be another primary's.</summary>
    void Restart(long newest);

    /// <summary>A number is committed; smaller ones than known say nothing new.</summary>
    void Tell(long sequence);
}

/// <summary>
/// How a server learns of the commits of others. Whatever happens to its connection, it opens another one, and then asks the table for the newest
/// number: what was committed meanwhile is told then.
/// </summary>
internal abstract partial class ChangeSource(TimeProvider clock, ILogger logger)
{
    protected TimeProvider Clock { get; } = clock;

    /// <summary>Tells of commits until it is cancelled; it ends in no other way.</summary>
    public abstract Task FollowAsync(ICommitFollower follower, CancellationToken cancellationToken);

    /// <summary>Does a work again that an exception has ended, whichever, until it ends by itself or is cancelled.</summary>
    /// <param name="work">Works over one connection; it calls its argument once that stands.</param>
    /// <param name="lost">Told of each exception: whether the database is out of reach.</param>
    /// <param name="cancellationToken">Ends it.</param>
    protected async Task RepeatAsync(Func<Action, Task> work, Action<bool>? lost, CancellationToken cancellationToken)
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2));
        var isTold = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await work(Succeed);
                return;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Whatever it is: without a watcher, subscriptions and cached responses would stand still until the next start of the server.
                var isLost = fault is DatabaseUnavailableException or DbException or IOException or TimeoutException;
                lost?.Invoke(isLost);
                if (!isLost)
                {
                    LogFault(logger, fault);
                }
                else if (!isTold)
                {
                    LogLost(logger, fault.Message);
                }

                isTold = isLost;
                await backOff.WaitAsync(Clock, cancellationToken);
            }
        }

        void Succeed()
        {
            backOff.Reset();
            isTold = false;
        }
    }

    [LoggerMessage(2, LogLevel.Error, "Commits could not be watched for an unexpected reason; trying again")]
    private static partial void LogFault(ILogger logger, Exception fault);

    [LoggerMessage(1, LogLevel.Warning, "The connection that hears of changes was lost, and with it what may be answered from memory; trying again: {Fault}")]
    private static partial void LogLost(ILogger logger, string fault);
}
