using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// SQLite tells nobody of a commit; but <c>PRAGMA data_version</c> changes with every commit of another connection and costs no reading of the
/// file. This process's own commits come from its writer at once; the looking is for commands that write beside a running server.
/// </summary>
internal sealed class SqliteCommits(IDatabase database, TimeProvider clock, ILogger logger) : ChangeSource(clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    public override Task FollowAsync(ICommitFollower follower, CancellationToken cancellationToken) =>
        RepeatAsync(watching => WatchAsync(follower, watching, cancellationToken), null, cancellationToken);

    private async Task WatchAsync(ICommitFollower follower, Action watching, CancellationToken cancellationToken)
    {
        follower.Begin();
        await using var connection = await database.OpenReadAsync(cancellationToken: cancellationToken);
        await using var version = connection.CreateCommand();
        version.CommandText = "PRAGMA data_version";
        await using var newest = connection.CreateCommand();
        newest.CommandText = ChangeSequence.FindNewest;
        var known = Number(version);
        follower.Restart(Number(newest));
        watching();
        while (true)
        {
            await Task.Delay(Interval, Clock, cancellationToken);
            var current = Number(version);
            if (current == known)
            {
                continue;
            }

            known = current;
            follower.Tell(Number(newest));
        }
    }

    private static long Number(DbCommand command) => Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
}
