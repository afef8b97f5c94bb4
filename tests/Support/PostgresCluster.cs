using System.Diagnostics;
using Npgsql;

namespace KGPlanGraph.Tests.Support;

/// <summary>
/// The PostgreSQL of this test run: the one that <c>tests/run</c> started and named in KGPLANGRAPH_TEST_POSTGRES, else a private one
/// that ends with this process.
/// </summary>
internal static class PostgresCluster
{
    private static readonly Lazy<string> Server =
        new(() => Environment.GetEnvironmentVariable("KGPLANGRAPH_TEST_POSTGRES") is { Length: > 0 } given ? given : Start());

    /// <summary>Reaches the database <c>postgres</c> as a role that may create databases and is no superuser.</summary>
    public static string ConnectionString => Server.Value;

    public static string ConnectionStringTo(string database) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database }.ConnectionString;

    public static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Start()
    {
        var folder = Run("start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Run("stop", folder);
        return $"Host={folder};Username=kgplangraph;Database=postgres";
    }

    private static string Run(params string[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Support", "postgres-server");
        var start = new ProcessStartInfo("bash", [script, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{script} {string.Join(' ', arguments)} ended with {process.ExitCode}; is PostgreSQL installed?");
    }
}
