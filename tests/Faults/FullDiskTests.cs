using System.Diagnostics;
using System.Net;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;
using Npgsql;

namespace KGPlanGraph.Tests.Faults;

/// <summary>
/// Disks that are full, or read-only: small file systems, which only root may mount. Where that is not allowed these tests end at once, having shown nothing.
/// </summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task PostgreSQL_without_room_for_its_tables_is_answered_503_for_writes_read_on_and_written_again_when_there_is_room()
    {
        using var disk = SmallFilesystem.TryMount(96);
        if (disk is null)
        {
            return;
        }

        await using var cluster = await PrivateCluster.StartAsync();
        await MakeTablespaceAsync(cluster, Path.Combine(disk.Folder, "tables"));
        await using var server = await LiveServer.StartAsync(cluster.Options);
        var client = new FaultClient(server);
        Assert.True(await client.WritesAsync("F0"));

        disk.Fill();

        var written = 1;
        await FaultClient.UntilAsync(async () => !await client.WritesAsync($"F{written}") || ++written < 0);
        Assert.True(await client.ReadsAsync());
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/health/ready"));

        disk.Empty();

        await FaultClient.UntilAsync(() => client.WritesAsync("AFTER"));
        Assert.Equal(written + 1, await cluster.CountAsync("SELECT count(*) FROM agencies WHERE code ~ '^F[0-9]+$' OR code = 'AFTER'"));
        Assert.Equal(0, await cluster.CountAsync("SELECT max(sequence) - count(*) FROM changes"));
    }

    [Fact]
    public async Task PostgreSQL_without_room_for_its_log_ends_is_answered_503_and_comes_back_with_all_that_was_acknowledged()
    {
        using var disk = SmallFilesystem.TryMount(96);
        if (disk is null)
        {
            return;
        }

        await using var cluster = await PrivateCluster.CreateAsync("max_wal_size = 32MB", "min_wal_size = 32MB", "restart_after_crash = off");
        MoveLog(cluster, Path.Combine(disk.Folder, "log"));
        await cluster.StartAgainAsync();
        await using var server = await LiveServer.StartAsync(cluster.Options);
        var client = new FaultClient(server);
        Assert.True(await client.WritesAsync("BEFORE"));

        disk.Fill();
        // Each takes a new file of the log, until there is none to be had.
        await FaultClient.UntilAsync(async () =>
        {
            try
            {
                await cluster.ScalarAsync("SELECT pg_switch_wal() FROM pg_logical_emit_message(false, '', '')");
                return false;
            }
            catch (NpgsqlException)
            {
                return true;
            }
        });

        await FaultClient.UntilAsync(async () => await client.StatusAsync("/health/ready") == HttpStatusCode.ServiceUnavailable);
        Assert.False(await client.ReadsAsync());
        Assert.False(await client.WritesAsync("REFUSED"));

        disk.Empty();
        await cluster.KillAsync();
        await cluster.StartAgainAsync();

        await FaultClient.UntilAsync(() => client.ReadsAsync());
        await FaultClient.UntilAsync(() => client.WritesAsync("AFTER"));
        Assert.Equal(2, await cluster.CountAsync("SELECT count(*) FROM agencies WHERE code IN ('BEFORE', 'AFTER', 'REFUSED')"));
    }

    [Fact]
    public async Task SQLite_without_room_is_answered_503_for_writes_read_on_and_written_again_when_there_is_room()
    {
        using var disk = SmallFilesystem.TryMount(32);
        if (disk is null)
        {
            return;
        }

        var options = new DatabaseOptions(null, disk.Folder);
        await using var server = await LiveServer.StartAsync(options);
        var client = new FaultClient(server);
        Assert.True(await client.WritesAsync("F0"));

        disk.Fill();

        var written = 1;
        await FaultClient.UntilAsync(async () => !await client.WritesAsync($"F{written}") || ++written < 0);
        Assert.True(await client.ReadsAsync());

        disk.Empty();

        await FaultClient.UntilAsync(() => client.WritesAsync("AFTER"));
        var (_, answer, _) = await client.AskAsync(
            "{ agencies(where: { code: { startsWith: \"F\" } }) { totalCount } }", null, KGPlanGraph.Schema.Authorization.Role.Reader);
        Assert.Equal(written, answer.GetProperty("data").GetProperty("agencies").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task SQLite_on_a_disk_that_is_read_only_refuses_the_start_and_says_why()
    {
        using var disk = SmallFilesystem.TryMount(32);
        if (disk is null)
        {
            return;
        }

        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        var options = new DatabaseOptions(null, disk.Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(options.SqliteFile)!);
        File.Copy(database.Options.SqliteFile, options.SqliteFile);
        disk.MakeReadOnly();

        var fault = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => LiveServer.StartAsync(options));

        Assert.Contains("cannot be written", fault.Message, StringComparison.Ordinal);
    }

    private static async Task MakeTablespaceAsync(PrivateCluster cluster, string folder)
    {
        Directory.CreateDirectory(folder);
        Give(folder);
        await cluster.ScalarAsync($"CREATE TABLESPACE small LOCATION '{folder}'", "postgres");
        await cluster.ScalarAsync("ALTER DATABASE kgplangraph SET TABLESPACE small", "postgres");
    }

    private static void MoveLog(PrivateCluster cluster, string folder)
    {
        var log = Path.Combine(cluster.Folder, "data", "pg_wal");
        using (var copy = Process.Start("cp", ["-a", log, folder]))
        {
            copy.WaitForExit();
        }

        Directory.Delete(log, recursive: true);
        Directory.CreateSymbolicLink(log, folder);
        Give(folder);
    }

    // PostgreSQL runs as an ordinary user.
    private static void Give(string folder)
    {
        using var give = Process.Start("chown", ["-R", "postgres:", folder]);
        give.WaitForExit();
    }
}
