using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.FirstData;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Support;

/// <summary>A database of a test's own, gone when it is disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string folder;
    private readonly string? name;
    private readonly ServiceProvider services;

    private TestDatabase(DatabaseOptions options, string folder, string? name)
    {
        Options = options;
        this.folder = folder;
        this.name = name;
        services = Start();
    }

    /// <summary>What a server needs to use this database.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>The product's own registration over this database.</summary>
    public IServiceProvider Services => services;

    public IDatabase Database => services.GetRequiredService<IDatabase>();

    /// <summary>A database without tables.</summary>
    public static Task<TestDatabase> CreateEmptyAsync(DatabaseEngine engine) => CreateAsync(engine, template: null);

    /// <summary>A database with tables and nothing in them.</summary>
    public static async Task<TestDatabase> CreateMigratedAsync(DatabaseEngine engine) =>
        await (await DatabaseTemplate.GetAsync(engine, "tables", Migrate)).CopyAsync();

    /// <summary>A database with the registers and the 2022 plan.</summary>
    public static async Task<TestDatabase> CreateWithFirstDataAsync(DatabaseEngine engine) =>
        await (await DatabaseTemplate.GetAsync(engine, "first data", async services =>
        {
            await Migrate(services);
            await services.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync();
        })).CopyAsync();

    /// <summary>The name of the database on the tests' PostgreSQL.</summary>
    internal string? PostgresName => name;

    internal static async Task<TestDatabase> CreateAsync(DatabaseEngine engine, string? template)
    {
        var folder = Directory.CreateTempSubdirectory("kgplangraph-test.").FullName;
        if (engine == DatabaseEngine.Sqlite)
        {
            return new TestDatabase(new DatabaseOptions(null, folder), folder, null);
        }

        var name = $"test_{Guid.NewGuid():N}";
        await PostgresCluster.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template1"}");
        return new TestDatabase(new DatabaseOptions(PostgresCluster.ConnectionStringTo(name), folder), folder, name);
    }

    /// <summary>Ends all connections; the data stay.</summary>
    internal ValueTask CloseAsync() => services.DisposeAsync();

    /// <summary>The product's registration once more over this database, as a second server would have it.</summary>
    public ServiceProvider Start() => new ServiceCollection().AddPersistence(Options).BuildServiceProvider();

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await Database.OpenWriteAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (name is not null)
        {
            await PostgresCluster.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static Task Migrate(IServiceProvider services) => services.GetRequiredService<DatabaseStartup>().MigrateAsync();
}
