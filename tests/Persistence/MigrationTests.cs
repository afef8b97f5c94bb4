using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Migrations;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence;

public sealed class MigrationTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_first_start_creates_every_table_of_the_model(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateEmptyAsync(engine);
        Assert.True(await test.Services.GetRequiredService<DatabaseStartup>().MigrateAsync());
        await using var context = test.Database.CreateContext();

        foreach (var table in context.Model.GetEntityTypes().Select(entity => entity.GetTableName()))
        {
            Assert.Equal(table == "turns_told" ? 1L : 0L, Convert.ToInt64(await test.ScalarAsync($"SELECT count(*) FROM {table}"), null));
        }
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_embedded_databases_file_is_its_owners_alone()
    {
        await using var test = await TestDatabase.CreateEmptyAsync(DatabaseEngine.Sqlite);
        await test.Services.GetRequiredService<DatabaseStartup>().MigrateAsync();

        var modes = Directory.GetFiles(Path.GetDirectoryName(test.Options.SqliteFile)!).Select(File.GetUnixFileMode).Distinct();
        Assert.Equal([UnixFileMode.UserRead | UnixFileMode.UserWrite], modes);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_second_start_finds_nothing_to_do(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        await using var second = test.Start();

        Assert.False(await second.GetRequiredService<DatabaseStartup>().MigrateAsync());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Servers_that_start_at_once_migrate_once(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateEmptyAsync(engine);
        ServiceProvider[] servers = [test.Start(), test.Start(), test.Start(), test.Start()];

        await Task.WhenAll(servers.Select(server => Task.Run(() => server.GetRequiredService<DatabaseStartup>().MigrateAsync())));

        Assert.Equal(LastMigration.Of(engine), await test.ScalarAsync("SELECT max(\"MigrationId\") FROM migrations_history"));
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_migrations_say_what_the_model_says(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateEmptyAsync(engine);
        await using var context = test.Database.CreateContext();

        Assert.False(context.Database.HasPendingModelChanges(), "the model changed without a migration: dotnet ef migrations add");
        Assert.Equal(LastMigration.Of(engine), context.Database.GetMigrations().Last());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_database_of_a_newer_version_is_left_alone(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        await test.ScalarAsync("INSERT INTO migrations_history VALUES ('99991231000000_Later', '99')");

        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => test.Services.GetRequiredService<DatabaseStartup>().MigrateAsync());

        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Searching_has_trigram_indexes_on_PostgreSQL()
    {
        await using var test = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Postgres);

        Assert.Equal(3L, await test.ScalarAsync("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%gin_trgm_ops%'"));
    }
}
