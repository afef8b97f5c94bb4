using System.Collections.Concurrent;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Tests.Support;

/// <summary>A database that was made once in this run and is copied for each test that wants one like it.</summary>
internal sealed class DatabaseTemplate
{
    private static readonly ConcurrentDictionary<(DatabaseEngine Engine, string Contents), Lazy<Task<DatabaseTemplate>>> Made = new();

    private readonly DatabaseOptions source;
    private readonly string? name;

    private DatabaseTemplate(DatabaseOptions source, string? name)
    {
        this.source = source;
        this.name = name;
    }

    /// <summary>The template with these contents; whoever asks first has it filled.</summary>
    public static Task<DatabaseTemplate> GetAsync(DatabaseEngine engine, string contents, Func<IServiceProvider, Task> fill) =>
        Made.GetOrAdd((engine, contents), _ => new(() => MakeAsync(engine, fill))).Value;

    public async Task<TestDatabase> CopyAsync()
    {
        if (name is not null)
        {
            return await TestDatabase.CreateAsync(DatabaseEngine.Postgres, name);
        }

        var copy = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, template: null);
        Directory.CreateDirectory(Path.GetDirectoryName(copy.Options.SqliteFile)!);
        File.Copy(source.SqliteFile, copy.Options.SqliteFile);
        return copy;
    }

    private static async Task<DatabaseTemplate> MakeAsync(DatabaseEngine engine, Func<IServiceProvider, Task> fill)
    {
        var source = await TestDatabase.CreateAsync(engine, template: null);
        await fill(source.Services);
        // A database that somebody is connected to cannot be copied.
        await source.CloseAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(source.Options.ContentRoot, recursive: true);
        return new(source.Options, source.PostgresName);
    }
}
