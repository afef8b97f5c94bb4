using System.Diagnostics;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Faults;

/// <summary>A PostgreSQL that was installed without the contributed modules.</summary>
public sealed class TrigramTests
{
    [Fact]
    public async Task Without_pg_trgm_everything_works_and_searching_goes_without_an_index()
    {
        var installation = Directory.CreateTempSubdirectory("kgplangraph-bare.");
        await using var cluster = await PrivateCluster.CreateAsync();
        try
        {
            await cluster.StartAgainAsync(InstallWithoutModules(installation.FullName));
            await cluster.ScalarAsync("CREATE DATABASE bare OWNER kgplangraph", "postgres");
            await using var server = await LiveServer.StartAsync(
                new DatabaseOptions(cluster.ConnectionString.Replace("Database=kgplangraph", "Database=bare", StringComparison.Ordinal), cluster.Options.ContentRoot));
            var client = new FaultClient(server);

            Assert.Equal(0L, await cluster.ScalarAsync("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'", "bare"));
            var (_, answer, _) = await client.AskAsync("{ tasks(search: \"khu cong nghiep\") { totalCount } }", null, Role.Reader);
            Assert.InRange(answer.GetProperty("data").GetProperty("tasks").GetProperty("totalCount").GetInt32(), 1, 100);
            Assert.True(await client.WritesAsync("F1"));
        }
        finally
        {
            await cluster.KillAsync();
            installation.Delete(recursive: true);
        }
    }

    // PostgreSQL finds its files relative to its program, so a copy of the program finds the copy of them, which lacks one.
    private static string InstallWithoutModules(string folder)
    {
        const string Script = """
            set -e
            bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
            version=$(basename "$(dirname "$bin")")
            chmod 755 "$1"
            mkdir -p "$1$bin" "$1/usr/share/postgresql/$version/extension"
            cp "$bin/postgres" "$bin/pg_ctl" "$1$bin"
            ln -s "$(dirname "$bin")/lib" "$1$(dirname "$bin")/lib"
            for file in "/usr/share/postgresql/$version"/*; do
              [ "$(basename "$file")" = extension ] || ln -s "$file" "$1/usr/share/postgresql/$version/"
            done
            for file in "/usr/share/postgresql/$version"/extension/*; do
              case "$file" in */pg_trgm*) ;; *) ln -s "$file" "$1/usr/share/postgresql/$version/extension/" ;; esac
            done
            printf %s "$1$bin"
            """;
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", Script, "bash", folder]) { RedirectStandardOutput = true })!;
        var programs = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return programs;
    }
}
