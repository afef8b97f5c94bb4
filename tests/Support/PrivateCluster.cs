using System.Diagnostics;
using System.Globalization;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.FirstData;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KGPlanGraph.Tests.Support;

/// <summary>
/// A PostgreSQL of one test alone, to be stopped, killed, frozen or starved: with the first data, reached over a Unix socket in a folder of its own.
/// It acknowledges a commit when the operating system has it, so that what was acknowledged outlives any process.
/// </summary>
internal sealed class PrivateCluster : IAsyncDisposable
{
    private const string Frugal = """
        synchronous_commit = on
        shared_buffers = 16MB
        max_connections = 40
        max_wal_senders = 4
        autovacuum = off
        log_min_messages = log

        """;

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly DirectoryInfo contentRoot = Directory.CreateTempSubdirectory("kgplangraph-test.");

    private PrivateCluster(string folder) => Folder = folder;

    /// <summary>Its folder, which is also the host of its socket.</summary>
    public string Folder { get; }

    /// <summary>What a server needs to use it.</summary>
    public DatabaseOptions Options => new(ConnectionString, contentRoot.FullName);

    /// <summary>Reaches the database as the service's role.</summary>
    public string ConnectionString => $"Host={Folder};Username=kgplangraph;Database=kgplangraph";

    /// <param name="settings">Lines of postgresql.conf.</param>
    public static async Task<PrivateCluster> StartAsync(params string[] settings)
    {
        var cluster = await CreateAsync(settings);
        await cluster.StartAgainAsync();
        return cluster;
    }

    /// <summary>One that is not started.</summary>
    public static async Task<PrivateCluster> CreateAsync(params string[] settings)
    {
        var template = await Template.Value;
        var conf = Path.GetTempFileName();
        await File.WriteAllTextAsync(conf, Frugal + string.Join('\n', settings) + "\n");
        try
        {
            return new PrivateCluster(await RunAsync(conf, null, "copy", template));
        }
        finally
        {
            File.Delete(conf);
        }
    }

    /// <summary>Starts it, for the first time or once more.</summary>
    /// <param name="programs">The folder of PostgreSQL's programs, where they are not the machine's own.</param>
    public Task StartAgainAsync(string? programs = null) => RunAsync(null, programs, "again", Folder);

    /// <summary>Ends it in good order, with all its connections.</summary>
    public Task StopAsync() => RunAsync(null, null, "halt", Folder);

    /// <summary><c>kill -9</c> for all its processes.</summary>
    public Task KillAsync() => KillAsync(Path.Combine(Folder, "data"));

    /// <summary>The same for any cluster, by the folder of its data.</summary>
    public static async Task KillAsync(string data)
    {
        var processes = Processes(Path.Combine(data, "postmaster.pid")).Select(Find).OfType<Process>().ToList();
        foreach (var process in processes)
        {
            process.Kill();
        }

        foreach (var process in processes)
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Makes the processes of the service's connections stand still: each stays open and answers nothing.</summary>
    /// <returns>Lets them go on when it is disposed.</returns>
    public async Task<IDisposable> FreezeConnectionsAsync()
    {
        var processes = (int[])(await ScalarAsync("SELECT array_agg(pid) FROM pg_stat_activity WHERE usename = 'kgplangraph'"))!;
        Signal("-STOP", processes);
        return new Frozen(processes);
    }

    /// <summary>Makes its first process stand still: connections live on, and new ones, requests to cancel among them, are neither taken nor refused.</summary>
    /// <returns>Lets it go on when it is disposed.</returns>
    public IDisposable FreezePostmaster()
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        Signal("-STOP", [postmaster]);
        return new Frozen([postmaster]);
    }

    /// <summary>Sends a signal to processes of the cluster.</summary>
    private static void Signal(string signal, IEnumerable<int> processes)
    {
        using var kill = Process.Start("kill", [signal, .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        kill.WaitForExit();
    }

    /// <summary>One value, asked as the superuser over a connection of its own.</summary>
    public async Task<object?> ScalarAsync(string sql, string database = "kgplangraph")
    {
        await using var connection = new NpgsqlConnection($"Host={Folder};Username=admin;Database={database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async Task<long> CountAsync(string sql) => Convert.ToInt64(await ScalarAsync(sql), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await RunAsync(null, null, "stop", Folder);
        contentRoot.Delete(recursive: true);
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var folder = await RunAsync(null, null, "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            // It does not run; and whoever ends this process does not wait for long.
            Directory.Delete(folder, recursive: true);
            File.Delete(folder + ".log");
        };
        var Template = new PrivateCluster(folder);
        await Template.ScalarAsync("CREATE DATABASE kgplangraph OWNER kgplangraph", "postgres");
        await using (var services = new ServiceCollection().AddPersistence(Template.Options).BuildServiceProvider())
        {
            await services.GetRequiredService<DatabaseStartup>().MigrateAsync();
            await services.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync();
        }

        await Template.StopAsync();
        Template.contentRoot.Delete(recursive: true);
        return folder;
    }

    // The first line of its file is the first process; all others are its children.
    private static List<int> Processes(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        var first = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
        // The file outlives a process that was killed, whose number another one may have by now.
        var command = $"/proc/{first}/cmdline";
        if (!File.Exists(command) || !File.ReadAllText(command).Contains(Path.GetDirectoryName(file)!, StringComparison.Ordinal))
        {
            return [];
        }

        return [first, .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, out var id) ? id : 0).Where(id => id > 0 && ParentOf(id) == first)];
    }

    private static int ParentOf(int process)
    {
        try
        {
            // "17 (postgres: walwriter ) S 4 …": the name may hold anything but the last bracket.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ')[2], CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
            return 0;
        }
    }

    private static Process? Find(int process)
    {
        try
        {
            return Process.GetProcessById(process);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private sealed class Frozen(int[] processes) : IDisposable
    {
        public void Dispose() => Signal("-CONT", processes);
    }

    private static async Task<string> RunAsync(string? settings, string? programs, params string[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Support", "postgres-server");
        var start = new ProcessStartInfo("bash", [script, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["KGPLANGRAPH_POSTGRES_CONF"] = settings ?? "";
        start.Environment["KGPLANGRAPH_POSTGRES_BIN"] = programs ?? "";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{script} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
