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

        watching();
        while (true)
        {
            // After LISTEN, not before: what is committed between the two is told twice rather than never.
            await using (var find = new NpgsqlCommand(ChangeSequence.FindNewest, connection))
            {
                signal.Tell((long)(await find.ExecuteScalarAsync(cancellationToken))!);
            }

            var silence = false;
            while (!silence)
            {
                silence = !await connection.WaitAsync(LongestSilence, cancellationToken);
            }
        }
    }
}
