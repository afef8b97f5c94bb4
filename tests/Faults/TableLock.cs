using KGPlanGraph.Tests.Support;
using Npgsql;

namespace KGPlanGraph.Tests.Faults;

/// <summary>Holds a table, so that every statement that touches it waits, until it is disposed.</summary>
internal sealed class TableLock : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private TableLock(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<TableLock> TakeAsync(PrivateCluster cluster, string table)
    {
        var connection = new NpgsqlConnection($"Host={cluster.Folder};Username=admin;Database=kgplangraph;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return new TableLock(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
