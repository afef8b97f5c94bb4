using System.Net;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Faults;

/// <summary>Each fault is done to a PostgreSQL of the test's own. The server answers with a code and recovers without a restart.</summary>
public sealed class PostgresFaultTests
{
    [Fact]
    public async Task Server_that_starts_before_its_database_answers_503_and_is_ready_when_the_database_is()
    {
        await using var cluster = await PrivateCluster.CreateAsync();
        await using var server = await LiveServer.StartAsync(cluster.Options);
        var client = new FaultClient(server);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await client.StatusAsync("/health/live"), await client.StatusAsync("/health/ready")));
        Assert.False(await client.ReadsAsync());
        Assert.False(await client.WritesAsync("F1"));

        await cluster.StartAgainAsync();

        await FaultClient.UntilAsync(async () => await client.StatusAsync("/health/ready") == HttpStatusCode.OK);
        Assert.True(await client.ReadsAsync());
        Assert.True(await client.WritesAsync("F1"));
    }

    [Fact]
    public async Task Server_that_waits_for_its_database_listens_and_ends_on_SIGTERM_with_0()
    {
        var folder = Directory.CreateTempSubdirectory("kgplangraph-test.");
        await using (var server = await ServerProcess.StartAsync(
            new DatabaseOptions("Host=127.0.0.1;Port=1;Database=d;Username=u", folder.FullName)))
        {
            server.Terminate();
            Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(10)));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Server_whose_database_goes_away_and_comes_back_answers_503_in_between_in_the_callers_language()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        await using var server = await LiveServer.StartAsync(cluster.Options);
        var client = new FaultClient(server);
        Assert.True(await client.ReadsAsync());
        Assert.True(await client.WritesAsync("F1"));

        await cluster.StopAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await client.StatusAsync("/health/live"), await client.StatusAsync("/health/ready")));
        Assert.False(await client.ReadsAsync());
        Assert.False(await client.WritesAsync("F2"));
        var (_, vietnamese, _) = await client.AskAsync(FaultClient.Read, null, Role.Reader, "vi");
        Assert.StartsWith("Không kết nối được", vietnamese.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);

        await cluster.StartAgainAsync();

        await FaultClient.UntilAsync(async () => await client.StatusAsync("/health/ready") == HttpStatusCode.OK);
        await FaultClient.UntilAsync(() => client.ReadsAsync());
        await FaultClient.UntilAsync(() => client.WritesAsync("F2"));
    }

    [Fact]
    public async Task Restart_between_two_reads_is_not_noticed()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        await using var server = await LiveServer.StartAsync(cluster.Options);
        var client = new FaultClient(server);
        // Several connections, each of which is dead afterwards.
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ReadsAsync())), Assert.True);

        await cluster.StopAsync();
        await cluster.StartAgainAsync();

        Assert.True(await client.ReadsAsync());
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ReadsAsync())), Assert.True);
    }

    [Fact]
    public async Task Where_no_connection_is_left_the_answer_is_503_until_there_is_one()
    {
        await using var cluster = await PrivateCluster.StartAsync("max_connections = 8", "superuser_reserved_connections = 3", "max_wal_senders = 0");
        var others = new List<System.Data.Common.DbConnection>();
        await using var server = await LiveServer.StartAsync(cluster.Options);
        var client = new FaultClient(server);
        try
        {
            await cluster.ScalarAsync(EndOthers);
            await FaultClient.UntilAsync(async () =>
            {
                try
                {
                    var connection = new Npgsql.NpgsqlConnection(cluster.ConnectionString + ";Pooling=false");
                    others.Add(connection);
                    await connection.OpenAsync();
                    return false;
                }
                catch (Npgsql.PostgresException full) when (full.SqlState == Npgsql.PostgresErrorCodes.TooManyConnections)
                {
                    return true;
                }
            });

            Assert.Equal(HttpStatusCode.ServiceUnavailable, await client.StatusAsync("/health/ready"));
            Assert.False(await client.ReadsAsync());
            Assert.False(await client.WritesAsync("F1"));
        }
        finally
        {
            foreach (var other in others)
            {
                await other.DisposeAsync();
            }
        }

        await FaultClient.UntilAsync(() => client.ReadsAsync());
        await FaultClient.UntilAsync(() => client.WritesAsync("F1"));
    }

    [Theory]
    [InlineData("pg_terminate_backend")]
    [InlineData("pg_cancel_backend")]
    public async Task Statement_that_an_administrator_ends_is_answered_503_and_the_next_one_works(string end)
    {
        await using var cluster = await PrivateCluster.StartAsync();
        await using var server = await LiveServer.StartAsync(cluster.Options);
        var client = new FaultClient(server);
        Assert.True(await client.ReadsAsync());
        Assert.True(await client.WritesAsync("F1"));
        await using (await TableLock.TakeAsync(cluster, "agencies"))
        {
            var reading = client.ReadsAsync("{ agencies { nodes { code } } }");
            var writing = client.WritesAsync("F2");
            var ended = 0L;
            // A read whose connection was ended is tried once more, and waits once more.
            await FaultClient.UntilAsync(async () =>
            {
                ended += await cluster.CountAsync(
                    $"SELECT count({end}(pid)) FROM pg_stat_activity WHERE usename = 'kgplangraph' AND wait_event_type = 'Lock'");
                return reading.IsCompleted && writing.IsCompleted;
            });

            Assert.InRange(ended, 2, long.MaxValue);
            Assert.False(await reading);
            Assert.False(await writing);
        }

        Assert.True(await client.ReadsAsync("{ agencies { nodes { code } } }"));
        await FaultClient.UntilAsync(() => client.WritesAsync("F2"));
    }

    [Fact]
    public async Task Database_that_does_not_answer_in_time_is_answered_with_HC0045_and_its_statement_is_ended()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        await using var server = await LiveServer.StartAsync(cluster.Options, "--GraphQL:ExecutionTimeout=00:00:00.3");
        var client = new FaultClient(server);
        await FaultClient.UntilAsync(async () => await CodeAsync(client, FaultClient.Read) is null);
        await using (await TableLock.TakeAsync(cluster, "tasks"))
        {
            Assert.Equal("HC0045", await CodeAsync(client, FaultClient.Read));
            await FaultClient.UntilAsync(async () =>
                await cluster.CountAsync("SELECT count(*) FROM pg_stat_activity WHERE usename = 'kgplangraph' AND wait_event_type = 'Lock'") == 0);
        }

        Assert.Null(await CodeAsync(client, FaultClient.Read));
    }

    [Fact]
    public async Task Connections_that_stand_still_are_answered_with_HC0045_and_given_up()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        await using var server = await LiveServer.StartAsync(cluster.Options, "--GraphQL:ExecutionTimeout=00:00:00.3");
        var client = new FaultClient(server);
        await FaultClient.UntilAsync(async () => await CodeAsync(client, FaultClient.Read) is null);

        using (await cluster.FreezeConnectionsAsync())
        {
            Assert.Equal("HC0045", await CodeAsync(client, FaultClient.Read));
            await FaultClient.UntilAsync(async () => await CodeAsync(client, FaultClient.Read) is null);
        }
    }

    [Fact]
    public async Task Requests_whose_cancellation_is_not_taken_by_a_frozen_postmaster_end_all_the_same()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        // What a connection may take to be made bounds a request to cancel too: twice, with encryption and without.
        await using var server = await LiveServer.StartAsync(
            cluster.Options with { ConnectionString = cluster.ConnectionString + ";Timeout=1" }, "--GraphQL:ExecutionTimeout=00:00:01");
        var client = new FaultClient(server);
        await FaultClient.UntilAsync(async () => await CodeAsync(client, FaultClient.Read) is null);
        Assert.True(await client.WritesAsync("F1"));
        await using (await TableLock.TakeAsync(cluster, "agencies"))
        {
            using (cluster.FreezePostmaster())
            {
                Assert.All(await Task.WhenAll(
                    CodeAsync(client, "{ agencies { nodes { code } } }"),
                    CodeAsync(client, "mutation { createAgency(input: { code: \"F2\", name: \"F2\", kind: OTHER }) { agency { code } } }", Role.Admin)), code => Assert.Equal("HC0045", code));
            }
        }

        await FaultClient.UntilAsync(() => client.ReadsAsync("{ agencies { nodes { code } } }"));
        await FaultClient.UntilAsync(() => client.WritesAsync("F2"));
    }

    private const string EndOthers = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'kgplangraph'";

    private static async Task<string?> CodeAsync(FaultClient client, string query, Role role = Role.Reader)
    {
        var (_, answer, _) = await client.AskAsync(query, null, role);
        return answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
    }
}
