using System.Net.Sockets;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Reading;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// One host that may be a hot standby, and how far it is. It is asked when the primary has told of a change, until it has it; in between the connection only stands,
/// so that a standby that ends is known at once: it may come back with less than it had. Before it is read, the primary is asked whether it holds the standby's newest
/// change: after a promotion a standby of the old primary may go on with changes that were lost.
/// </summary>
internal sealed partial class Standby(
    NpgsqlDataSource source, PostgresDataVersion version, Func<ChangePlace, CancellationToken, Task<bool>> isHeldByPrimary, TimeProvider clock, ILogger logger)
{
    private const string Ask = $"SELECT n.sequence, n.occurred_at, pg_is_in_recovery() FROM (VALUES (1)) one LEFT JOIN ({ChangePlace.NewestText}) n ON true";

    private const long Nothing = -1;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private readonly string address = PostgresConnectionStrings.Address(new NpgsqlConnectionStringBuilder(source.ConnectionString));
    private long replayed = Nothing;
    private long verified = Nothing;
    private bool isStrange;

    /// <summary>The newest change that whoever reads here sees; negative where this is no standby, or out of reach.</summary>
    public long Replayed => Volatile.Read(ref replayed);

    /// <summary>The version of the data (<see cref="PostgresDataVersion"/>) that whoever reads here sees, where the primary holds all of it; negative where that is not known.</summary>
    public long Verified => Volatile.Read(ref verified);

    /// <summary>A connection for reading, from the pool.</summary>
    public async ValueTask<NpgsqlConnection?> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or SocketException or TimeoutException)
        {
            Forget();
            return null;
        }
    }

    /// <summary>Follows it until it is cancelled; it ends in no other way.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var isTold = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                isTold = false;
                await FollowAsync(connection, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Whatever it is: who is not followed is never read again.
                if (!isTold)
                {
                    LogAway(logger, address, fault.Message);
                }

                isTold = true;
            }
            finally
            {
                Forget();
            }

            await Task.Delay(Heartbeat, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Returns where it is, or has become, the primary.
    private async Task FollowAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand(Ask, connection);
        var backOff = new BackOff(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20));
        while (true)
        {
            // Before the question, so that no rise is missed behind it.
            var rise = version.NextRise;
            var known = version.Known;
            ChangePlace newest;
            await using (var row = await ask.ExecuteReaderAsync(cancellationToken))
            {
                if (!await row.ReadAsync(cancellationToken) || !row.GetBoolean(2))
                {
                    return;
                }

                newest = await row.IsDBNullAsync(0, cancellationToken) ? default : ChangePlace.From(row);
                Volatile.Write(ref replayed, newest.Sequence);
            }

            if (Replayed < version.Newest)
            {
                await backOff.WaitAsync(clock, cancellationToken);
                continue;
            }

            backOff.Reset();
            await VerifyAsync(newest, LeasedVersion.At(known, newest.Sequence), cancellationToken);
            await StandAsync(connection, rise, cancellationToken);
        }
    }

    // Again for every rise, and for every new connection to a primary: it may be another one.
    private async Task VerifyAsync(ChangePlace newest, long state, CancellationToken cancellationToken)
    {
        if (Verified == state)
        {
            return;
        }

        Volatile.Write(ref verified, Nothing);
        try
        {
            var isHeld = await isHeldByPrimary(newest, cancellationToken);
            if (isHeld)
            {
                Volatile.Write(ref verified, state);
            }
            else if (!isStrange)
            {
                LogStrange(logger, address, newest.Sequence);
            }

            isStrange = !isHeld;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && DatabaseFailures.IsUnavailable(fault))
        {
            // Without a primary nothing can be said; it is asked again with the next heartbeat.
        }
    }

    private void Forget()
    {
        Volatile.Write(ref replayed, Nothing);
        Volatile.Write(ref verified, Nothing);
    }

    // Ends with the heartbeat, with a rise, or with the connection.
    private static async Task StandAsync(NpgsqlConnection connection, Task rise, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var standing = connection.WaitAsync(Heartbeat, enough.Token);
        await Task.WhenAny(standing, rise);
        await enough.CancelAsync();
        try
        {
            await standing;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // There is something to ask.
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "{Host} is not read as a standby: the primary does not hold its change {Sequence}; set it up again if this does not change")]
    private static partial void LogStrange(ILogger logger, string host, long sequence);

    [LoggerMessage(1, LogLevel.Warning, "{Host} is out of reach as a standby: {Fault}")]
    private static partial void LogAway(ILogger logger, string host, string fault);
}
