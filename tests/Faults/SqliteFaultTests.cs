using System.Diagnostics;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.Data.Sqlite;

namespace KGPlanGraph.Tests.Faults;

/// <summary>The embedded database while another process has it.</summary>
public sealed class SqliteFaultTests
{
    [Fact]
    public async Task Writer_of_another_process_is_waited_for_within_the_requests_time_and_readers_do_not_notice()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database, "--GraphQL:ExecutionTimeout=00:00:01");
        var client = new FaultClient(server);
        await FaultClient.UntilAsync(() => client.ReadsAsync());
        await using (var other = new SqliteConnection($"Data Source={database.Options.SqliteFile};Pooling=False"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);

            Assert.True(await client.ReadsAsync());
            var watch = Stopwatch.StartNew();
            var (_, answer, _) = await client.AskAsync(
                "mutation { createAgency(input: { code: \"LOCKED\", name: \"x\", kind: OTHER }) { errors { __typename } } }", null, Role.Admin);
            Assert.Equal("HC0045", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"{watch.Elapsed}");
        }

        await FaultClient.UntilAsync(() => client.WritesAsync("LOCKED"));
    }
}
