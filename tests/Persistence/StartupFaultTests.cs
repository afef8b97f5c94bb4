using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KGPlanGraph.Tests.Persistence;

/// <summary>A database that cannot be used is said in one line that tells what to do.</summary>
public sealed class StartupFaultTests
{
    [Fact]
    public async Task An_unreachable_server_is_named_with_its_address()
    {
        var message = await FaultAsync(new("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=secret", "."));

        Assert.StartsWith("PostgreSQL at 127.0.0.1:1 cannot be reached (ConnectionRefused)", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_hosts_that_are_all_away_are_one_fault()
    {
        var message = await FaultAsync(new("Host=127.0.0.1:1,127.0.0.1:2;Database=d;Username=u;Password=secret", "."));

        Assert.StartsWith("PostgreSQL at 127.0.0.1:1,127.0.0.1:2 cannot be reached (ConnectionRefused)", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_database_comes_with_the_command_that_makes_it()
    {
        var message = await FaultAsync(new(PostgresCluster.ConnectionStringTo("nowhere"), "."));

        Assert.Contains("createdb -O kgplangraph nowhere", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=x")]
    [InlineData("Host=a;Port=many")]
    [InlineData("postgres://u@h/d")]
    [InlineData("Host")]
    public void A_wrong_connection_string_is_a_fault_of_the_settings(string connectionString)
    {
        var fault = Assert.Single(new DatabaseOptions(connectionString, ".").FindFaults());

        Assert.Contains("ConnectionStrings__KGPlanGraph", fault, StringComparison.Ordinal);
        Assert.Contains("Host=localhost", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blank_connection_string_means_the_embedded_database() =>
        Assert.Equal(DatabaseEngine.Sqlite, new DatabaseOptions(" ", ".").Engine);

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Contains("cannot be written", await FaultAsync(new(null, file)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("kgplangraph-test.");
        try
        {
            var options = new DatabaseOptions(null, folder.FullName);
            folder.CreateSubdirectory("data");
            await File.WriteAllTextAsync(options.SqliteFile, new string('x', 4096));

            Assert.Contains("is no SQLite database", await FaultAsync(options), StringComparison.Ordinal);
            Assert.Equal(4096, new FileInfo(options.SqliteFile).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Several_hosts_serve_reads_and_writes_while_one_is_up()
    {
        await using var test = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Postgres);
        var settings = new NpgsqlConnectionStringBuilder(test.Options.ConnectionString);
        settings.Host = $"127.0.0.1:1,{settings.Host}";
        await using var services = new ServiceCollection().AddPersistence(new(settings.ConnectionString, ".")).BuildServiceProvider();

        Assert.False(await services.GetRequiredService<DatabaseStartup>().MigrateAsync());
        await using var read = await services.GetRequiredService<IDatabase>().OpenReadAsync();
        Assert.Equal(System.Data.ConnectionState.Open, read.State);
    }

    private static async Task<string> FaultAsync(DatabaseOptions options)
    {
        await using var services = new ServiceCollection().AddPersistence(options).BuildServiceProvider();
        var fault = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => services.GetRequiredService<DatabaseStartup>().MigrateAsync());

        Assert.DoesNotContain('\n', fault.Message);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        return fault.Message;
    }
}
