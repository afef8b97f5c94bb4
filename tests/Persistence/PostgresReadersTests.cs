using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Tests.Support;
using Npgsql;

namespace KGPlanGraph.Tests.Persistence;

/// <summary>A statement that reads does not outlive its request.</summary>
public sealed class PostgresReadersTests
{
    private static readonly string[] Names =
        ["jit", "statement_timeout", "client_connection_check_interval", "default_transaction_isolation", "default_transaction_read_only"];

    [Fact]
    public async Task The_database_ends_a_statement_that_runs_too_long()
    {
        await using var database = Open(PostgresCluster.ConnectionStringTo("postgres"), TimeSpan.FromMilliseconds(200));
        await using var connection = await database.OpenReadAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_sleep(60)";

        var fault = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync());

        Assert.Equal(PostgresErrorCodes.QueryCanceled, fault.SqlState);
    }

    [Theory]
    [InlineData("", "off 7s 1s repeatable read on")]
    [InlineData(";Options=-c statement_timeout=9s -c jit=on -c client_connection_check_interval=3s", "on 9s 3s repeatable read on")]
    public async Task Readers_have_a_session_of_their_own_in_which_the_settings_win(string options, string expected)
    {
        await using var database = Open(PostgresCluster.ConnectionStringTo("postgres") + options, TimeSpan.FromSeconds(7));
        await using var connection = await database.OpenReadAsync();

        Assert.Equal(expected, await ShowAsync((NpgsqlConnection)connection));
    }

    // As behind a PgBouncer that drops the start-up packet's options.
    [Fact]
    public async Task The_first_command_says_what_the_startup_packet_says()
    {
        await using var connection = new NpgsqlConnection(PostgresCluster.ConnectionStringTo("postgres"));
        await connection.OpenAsync();

        await new PostgresReaders(TimeSpan.FromSeconds(7), null).InitializeAsync(connection);

        Assert.Equal("off 7s 1s repeatable read on", await ShowAsync(connection));
    }

    // The settings may leave the reset out for the other sessions; what listens has one.
    [Theory]
    [InlineData("")]
    [InlineData(";No Reset On Close=true")]
    public async Task A_session_that_listened_and_went_back_to_its_pool_listens_no_more(string option)
    {
        await using var database = Open(PostgresCluster.ConnectionStringTo("postgres") + option, TimeSpan.FromSeconds(7));
        int session;
        await using (var connection = await database.OpenListenerAsync(default))
        {
            session = connection.ProcessID;
            await using var listen = new NpgsqlCommand("LISTEN reread", connection);
            await listen.ExecuteNonQueryAsync();
            Assert.Equal(1L, await CountAsync(connection));
        }

        await using var again = await database.OpenListenerAsync(default);

        Assert.Equal(session, again.ProcessID);
        Assert.Equal(0L, await CountAsync(again));

        static async Task<object?> CountAsync(NpgsqlConnection connection)
        {
            await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_listening_channels()", connection);
            return await command.ExecuteScalarAsync();
        }
    }

    private static PostgresDatabase Open(string connectionString, TimeSpan statementTimeout) =>
        new(new DatabaseOptions(connectionString, ".") { StatementTimeout = statementTimeout });

    private static async Task<string> ShowAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand($"SELECT concat_ws(' ', {string.Join(", ", Names.Select(name => $"current_setting('{name}')"))})", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
