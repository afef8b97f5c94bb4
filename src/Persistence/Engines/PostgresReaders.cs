using Npgsql;

namespace KGPlanGraph.Persistence.Engines;

/// <summary>
/// The session of a connection that reads. Its settings go into the start-up packet, where they outlive a reset, and once more as the first command:
/// a PgBouncer in between may drop what the packet says. What the connection string's own <c>Options</c> name is left alone.
/// </summary>
internal sealed class PostgresReaders(TimeSpan statementTimeout, string? given)
{
    // A backend looks after its client only where its system can tell that a socket was closed; elsewhere it refuses this setting, and lives without.
    private const string CheckInterval = "client_connection_check_interval";

    // A new connection is no place to wait for a database that stands still.
    private const int SecondsToSet = 5;

    private readonly string given = given ?? "";

    // One implicit transaction per batch, so that all statements of a request see one snapshot; and a reader that writes is a fault.
    // PostgreSQL takes a random read for four times as dear as one in sequence, which was so on turning disks: it then sorts what an index has in order.
    // Compilation to machine code cannot be cancelled, and takes longer than what these statements do.
    // Requests run beside each other on all processors already: a statement that is split among workers takes them from the others, and does some work twice.
    private IEnumerable<(string Name, string Value)> Settings =>
    [
        ("default_transaction_isolation", "repeatable read"),
        ("default_transaction_read_only", "on"),
        ("random_page_cost", "1.1"),
        ("jit", "off"),
        // A request is cancelled before; this ends what its cancellation did not reach.
        ("statement_timeout", $"{Math.Max(1, (long)statementTimeout.TotalMilliseconds)}ms"),
        ("max_parallel_workers_per_gather", "0"),
    ];

    /// <summary>For the start-up packet; what was given comes last and wins.</summary>
    public string Options => string.Join(' ',
        [.. Settings.Select(setting => $"-c {setting.Name}={setting.Value.Replace(" ", @"\ ", StringComparison.Ordinal)}"), .. given.Length > 0 ? [given] : (string[])[]]);

    /// <summary>The same as the first command of a new connection.</summary>
    public async Task InitializeAsync(NpgsqlConnection connection)
    {
        await using (var command = Command(connection, [.. Settings.Where(setting => !IsGiven(setting.Name))]))
        {
            await command.ExecuteNonQueryAsync();
        }

        if (!IsGiven(CheckInterval))
        {
            try
            {
                await using var command = Command(connection, [(CheckInterval, "1s")]);
                await command.ExecuteNonQueryAsync();
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidParameterValue)
            {
                // Its system cannot tell; the timeout is left.
            }
        }
    }

    /// <summary>As <see cref="InitializeAsync"/>, for a connection that is opened synchronously.</summary>
    public void Initialize(NpgsqlConnection connection) => InitializeAsync(connection).GetAwaiter().GetResult();

    private static NpgsqlCommand Command(NpgsqlConnection connection, IReadOnlyCollection<(string Name, string Value)> settings) => new(
        string.Join("", settings.Select(setting => $"SET {setting.Name} = '{setting.Value}';")), connection)
    {
        CommandTimeout = SecondsToSet,
    };

    private bool IsGiven(string name) => given.Replace('-', '_').Contains($"{name}=", StringComparison.OrdinalIgnoreCase);
}
