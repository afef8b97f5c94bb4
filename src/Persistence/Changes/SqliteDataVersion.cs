using System.Data.Common;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// SQLite's own <c>PRAGMA data_version</c> on a connection that never writes: it changes with every commit of any other connection, also of other
/// processes, and is answered from shared memory.
/// </summary>
internal sealed class SqliteDataVersion(IDatabase database) : DataVersion
{
    private readonly Lock asking = new();
    private DbConnection? connection;
    private DbCommand? command;
    private bool isOver;

    public override bool TryGet(out long version)
    {
        lock (asking)
        {
            version = 0;
            if (isOver)
            {
                return false;
            }

            try
            {
                command ??= Open();
                version = (long)command.ExecuteScalar()!;
                return true;
            }
            catch (Exception fault) when (DatabaseFailures.IsUnavailable(fault))
            {
                // Whoever reads next says so.
                return false;
            }
        }
    }

    public override ValueTask DisposeAsync()
    {
        lock (asking)
        {
            isOver = true;
            command?.Dispose();
            connection?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private DbCommand Open()
    {
        // Opening a file's connection does not wait for anything.
        connection = database.OpenReadAsync().AsTask().GetAwaiter().GetResult();
        var opened = connection.CreateCommand();
        opened.CommandText = "PRAGMA data_version";
        return opened;
    }
}
