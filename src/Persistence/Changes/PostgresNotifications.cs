using System.Globalization;
using KGPlanGraph.Persistence.Engines;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>One LISTEN connection per server, outside the pools.</summary>
internal sealed class PostgresNotifications(PostgresDatabase database, TimeProvider clock, ILogger logger) : ChangeSource(clock, logger)
{
    // A connection can be dead without either end knowing: the question in between finds out, and finds what was not told.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    protected override async Task WatchAsync(ChangeSignal signal, Action watching, CancellationToken cancellationToken)
    {
        signal.Begin();
        await using var connection = await database.OpenListenerAsync(cancellationToken);
        connection.Notification += (_, told) =>
        {
            if (long.TryParse(told.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                signal.Tell(sequence);
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {ChangeSequence.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // After LISTEN, not before: what is committed between the two is told twice rather than never.
        signal.Restart(await FindNewestAsync(connection, cancellationToken));
        watching();
        while (true)
        {
            var silence = false;
            while (!silence)
            {
                silence = !await connection.WaitAsync(LongestSilence, cancellationToken);
            }

            signal.Tell(await FindNewestAsync(connection, cancellationToken));
        }
    }

    private static async Task<long> FindNewestAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand(ChangeSequence.FindNewest, connection);
        return (long)(await find.ExecuteScalarAsync(cancellationToken))!;
    }
}
