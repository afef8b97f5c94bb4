using System.Globalization;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Persistence.Upgrades;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Deploy;

/// <summary>deploy/backup and deploy/restore, run as an administrator runs them.</summary>
public sealed class BackupTests
{
    private const string NewAgency = """mutation { createAgency(input: { code: "STC", name: "Sở Tài chính", kind: PROVINCIAL_DEPARTMENT }) { agency { code } } }""";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_copy_made_under_writes_is_one_state_of_the_data(DatabaseEngine engine)
    {
        await using var source = await CreateAsync(engine);
        var writer = source.Services.GetRequiredService<PlanWriter>();
        var backup = RunAsync(source, "backup", "copy.backup");
        var writes = 0;
        while (!backup.IsCompleted)
        {
            await Writing.RetitleAsync(writer, 1, $"Việc {++writes}");
        }

        Assert.Equal(0, (await backup).ExitCode);
        Assert.NotEqual(0, writes);
        await using var copy = await RestoreAsync(source, "copy.backup");

        Assert.Equal(await NumberAsync(copy, "SELECT max(sequence) FROM changes"), await NumberAsync(copy, "SELECT count(*) FROM changes"));
        Assert.Equal(
            await NumberAsync(copy, "SELECT count(*) FROM changes WHERE subject = 2 AND subject_id = 1"),
            await NumberAsync(copy, "SELECT version FROM tasks WHERE id = 1"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_restored_database_answers_the_same_knows_idempotency_keys_and_counts_on(DatabaseEngine engine)
    {
        await using var source = await CreateAsync(engine);
        Assert.Equal(0, (await RunAsync(source, "backup", "copy.backup")).ExitCode);
        await using var copy = await RestoreAsync(source, "copy.backup");
        await using var server = new PlanServer(source);
        await using var restored = new PlanServer(copy);

        Assert.Equal(
            (await server.DataAsync(UpgradeTests.Everything, roles: Role.Coordinator)).GetRawText(),
            (await restored.DataAsync(UpgradeTests.Everything, roles: Role.Coordinator)).GetRawText());

        var newest = await NumberAsync(source, "SELECT max(sequence) FROM changes");
        var report = await restored.DataAsync(UpgradeTests.Report, roles: Role.Agency, agency: "LEAD1");
        Assert.Contains("UHJvZ3Jlc3NSZXBvcnQ6MQ==", report.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(newest, await NumberAsync(copy, "SELECT max(sequence) FROM changes"));
        await restored.DataAsync(NewAgency, roles: Role.Admin);
        Assert.Equal(newest + 1, await NumberAsync(copy, "SELECT max(sequence) FROM changes"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_is_there_already_is_left_alone(DatabaseEngine engine)
    {
        await using var source = await CreateAsync(engine);
        Assert.Equal(0, (await RunAsync(source, "backup", "copy.backup")).ExitCode);

        var (restored, _, refusal) = await RunAsync(source, "restore", "copy.backup");
        var (written, _, error) = await RunAsync(source, "backup", "copy.backup");

        Assert.Equal((1, 1), (restored, written));
        Assert.Contains("nothing was changed", refusal, StringComparison.Ordinal);
        Assert.Contains("nothing was written", error, StringComparison.Ordinal);
        Assert.Equal(33, await NumberAsync(source, "SELECT count(*) FROM changes"));
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_no_file()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync(DatabaseEngine.Sqlite);

        var (exitCode, _, error) = await RunAsync(empty, "backup", "copy.backup");

        Assert.Equal(1, exitCode);
        Assert.Contains("start this in the server's working directory", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(empty.Options.ContentRoot));
    }

    [Theory]
    [InlineData("Host=db.example.vn;Port=6432;Database=kg;Username=u;Password=a=b c", "PGHOST=db.example.vn PGPORT=6432 PGDATABASE=kg PGUSER=u PGPASSWORD=a=b c")]
    [InlineData("Server=a:1,b:2;User ID=u;SSL Mode=VerifyFull", "PGHOST=a,b PGPORT=1,2 PGDATABASE=u PGUSER=u PGSSLMODE=verify-full PGTARGETSESSIONATTRS=read-write")]
    [InlineData("host=/run/postgresql;database=kg;username=u;passfile=/run/secrets/p;Maximum Pool Size=9", "PGHOST=/run/postgresql PGDATABASE=kg PGUSER=u PGPASSFILE=/run/secrets/p")]
    public async Task The_servers_setting_is_read_as_the_server_reads_it(string setting, string expected)
    {
        var (exitCode, output, _) = await Command.RunAsync(
            Path.GetTempPath(), new Dictionary<string, string?> { ["ConnectionStrings__KGPlanGraph"] = setting },
            "bash", "-c", $". '{RepositoryFiles.PathOf("deploy/connection.sh")}'; find_database; env | grep ^PG | sort");

        Assert.Equal(0, exitCode);
        Assert.Equal(expected.Split(" PG").Select((part, index) => index == 0 ? part : "PG" + part).Order(StringComparer.Ordinal), output.TrimEnd().Split('\n'));
    }

    private static async Task<TestDatabase> CreateAsync(DatabaseEngine engine)
    {
        var source = await ReleasedDatabase.CreateFirstAsync(engine);
        await source.Services.GetRequiredService<DatabaseStartup>().MigrateAsync();
        return source;
    }

    private static async Task<TestDatabase> RestoreAsync(TestDatabase source, string file)
    {
        var copy = await TestDatabase.CreateEmptyAsync(source.Database.Engine);
        var (exitCode, _, error) = await RunAsync(copy, "restore", Path.Combine(source.Options.ContentRoot, file));
        Assert.Equal((0, ""), (exitCode, error));
        return copy;
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(TestDatabase test, string script, string file) => Command.RunAsync(
        test.Options.ContentRoot, new Dictionary<string, string?> { ["ConnectionStrings__KGPlanGraph"] = test.Options.ConnectionString },
        "bash", RepositoryFiles.PathOf($"deploy/{script}"), file);

    private static async Task<long> NumberAsync(TestDatabase test, string sql) => Convert.ToInt64(await test.ScalarAsync(sql), CultureInfo.InvariantCulture);
}
