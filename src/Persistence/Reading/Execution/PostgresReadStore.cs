using System.Data;
using System.Diagnostics;
using KGPlanGraph.Persistence.Telemetry;
using Npgsql;
using NpgsqlTypes;

namespace KGPlanGraph.Persistence.Reading.Execution;

/// <summary>
/// Reads from PostgreSQL: one <see cref="NpgsqlBatch"/> a request. The batch ends in one Sync and so is one transaction; the sources'
/// connections default to REPEATABLE READ, so all its statements see one snapshot, at no cost in round trips.
/// </summary>
public sealed class PostgresReadStore : IReadStore
{
    private readonly IDatabase database;
    private readonly Func<CancellationToken, ValueTask<NpgsqlConnection>>? openElsewhere;

    /// <summary>Reads from the primary alone.</summary>
    public PostgresReadStore(IDatabase database)
        : this(database, null)
    {
    }

    /// <param name="database">The primary.</param>
    /// <param name="openElsewhere">Opens a connection to wherever else reads may go; null where that is nowhere.</param>
    internal PostgresReadStore(IDatabase database, Func<CancellationToken, ValueTask<NpgsqlConnection>>? openElsewhere)
    {
        this.database = database;
        this.openElsewhere = openElsewhere;
    }

    /// <inheritdoc/>
    public SqlDialect Dialect { get; } = new PostgresDialect();

    /// <inheritdoc/>
    public async ValueTask<ReadBatch> ExecuteAsync(
        IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken)
    {
        var fromPrimary = afterOwnWrite;
        for (var attempt = 1; ; attempt++)
        {
            var connection = openElsewhere is null || fromPrimary
                ? (NpgsqlConnection)await database.OpenReadAsync(fromPrimary, cancellationToken).ConfigureAwait(false)
                : await openElsewhere(cancellationToken).ConfigureAwait(false);
            var batch = Batched(connection, statements);
            var begun = Stopwatch.GetTimestamp();
            try
            {
                return new Batch(
                    connection, batch, await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false), begun, StatementTime.Current);
            }
            catch (Exception fault)
            {
                StatementTime.Current?.AddSince(begun);
                await batch.DisposeAsync().ConfigureAwait(false);
                await connection.DisposeAsync().ConfigureAwait(false);
                // The connection ended while it lay in the pool, or its standby went away or replayed what the read looked at. Nothing has been read yet.
                var isOvertaken = openElsewhere is not null && IsOvertaken(fault);
                if (attempt > 1 || !(isOvertaken || DatabaseFailures.IsLost(fault)))
                {
                    throw;
                }

                fromPrimary |= isOvertaken;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken)
    {
        var connection = openElsewhere is null
            ? (NpgsqlConnection)await database.OpenReadAsync(fromPrimary: false, cancellationToken).ConfigureAwait(false)
            : await openElsewhere(cancellationToken).ConfigureAwait(false);
        try
        {
            return new Snapshot(Dialect, connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static NpgsqlBatch Batched(NpgsqlConnection connection, IReadOnlyList<Statement> statements)
    {
        var batch = connection.CreateBatch();
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Text);
            foreach (var parameter in statement.Parameters)
            {
                command.Parameters.Add(Parameter(parameter));
            }

            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    // https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-CONFLICT
    private static bool IsOvertaken(Exception fault) => fault is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure };

    private static NpgsqlParameter Parameter(SqlValue value)
    {
        if (value.IsArray)
        {
            return Array(value.Type, (IReadOnlyList<object>)value.Value);
        }

        return value.Type switch
        {
            ColumnType.Boolean => new NpgsqlParameter<bool> { TypedValue = (bool)value.Value, NpgsqlDbType = NpgsqlDbType.Boolean },
            ColumnType.Short => new NpgsqlParameter<short> { TypedValue = (short)value.Value, NpgsqlDbType = NpgsqlDbType.Smallint },
            ColumnType.Int => new NpgsqlParameter<int> { TypedValue = (int)value.Value, NpgsqlDbType = NpgsqlDbType.Integer },
            ColumnType.Long => new NpgsqlParameter<long> { TypedValue = (long)value.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
            ColumnType.Double => new NpgsqlParameter<double> { TypedValue = (double)value.Value, NpgsqlDbType = NpgsqlDbType.Double },
            ColumnType.Text => new NpgsqlParameter<string> { TypedValue = (string)value.Value, NpgsqlDbType = NpgsqlDbType.Text },
            ColumnType.Bytes => new NpgsqlParameter<byte[]> { TypedValue = (byte[])value.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
            ColumnType.Date => new NpgsqlParameter<DateOnly> { TypedValue = (DateOnly)value.Value, NpgsqlDbType = NpgsqlDbType.Date },
            _ => new NpgsqlParameter<DateTime>
            {
                TypedValue = ((DateTimeOffset)value.Value).UtcDateTime,
                NpgsqlDbType = NpgsqlDbType.TimestampTz,
            },
        };
    }

    private static NpgsqlParameter Array(ColumnType type, IReadOnlyList<object> values) => type switch
    {
        ColumnType.Boolean => Array(values, NpgsqlDbType.Boolean, value => (bool)value),
        ColumnType.Short => Array(values, NpgsqlDbType.Smallint, value => (short)value),
        ColumnType.Int => Array(values, NpgsqlDbType.Integer, value => (int)value),
        ColumnType.Long => Array(values, NpgsqlDbType.Bigint, value => (long)value),
        ColumnType.Double => Array(values, NpgsqlDbType.Double, value => (double)value),
        ColumnType.Text => Array(values, NpgsqlDbType.Text, value => (string)value),
        ColumnType.Bytes => Array(values, NpgsqlDbType.Bytea, value => (byte[])value),
        ColumnType.Date => Array(values, NpgsqlDbType.Date, value => (DateOnly)value),
        _ => Array(values, NpgsqlDbType.TimestampTz, value => ((DateTimeOffset)value).UtcDateTime),
    };

    private static NpgsqlParameter<T[]> Array<T>(IReadOnlyList<object> values, NpgsqlDbType type, Func<object, T> convert)
    {
        var array = new T[values.Count];
        for (var index = 0; index < array.Length; index++)
        {
            array[index] = convert(values[index]);
        }

        return new NpgsqlParameter<T[]> { TypedValue = array, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    private sealed class Snapshot(SqlDialect dialect, NpgsqlConnection connection, NpgsqlTransaction transaction) : ReadSnapshot
    {
        public override SqlDialect Dialect => dialect;

        public override async ValueTask<ReadBatch> ExecuteAsync(
            IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken)
        {
            var batch = Batched(connection, statements);
            batch.Transaction = transaction;
            var begun = Stopwatch.GetTimestamp();
            try
            {
                return new Batch(null, batch, await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false), begun, StatementTime.Current);
            }
            catch
            {
                StatementTime.Current?.AddSince(begun);
                await batch.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        public override async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The connection goes with the batch where it is the batch's own.
    private sealed class Batch(NpgsqlConnection? connection, NpgsqlBatch batch, NpgsqlDataReader reader, long begun, StatementTime? time) : ReadBatch
    {
        private readonly Rows rows = new(reader);
        private bool started;
        private bool isAbandoned;

        public override async ValueTask<RowReader> NextAsync(CancellationToken cancellationToken)
        {
            if (started)
            {
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            }

            started = true;
            return rows;
        }

        public override void Abandon()
        {
            isAbandoned = true;
            batch.Cancel();
        }

        public override async ValueTask DisposeAsync()
        {
            try
            {
                await reader.DisposeAsync().ConfigureAwait(false);
            }
            catch (PostgresException fault) when (isAbandoned && fault.SqlState == PostgresErrorCodes.QueryCanceled)
            {
                // As it was asked to.
            }

            time?.AddSince(begun);
            await batch.DisposeAsync().ConfigureAwait(false);
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private sealed class Rows : RowReader
    {
        private const int MaxKept = 64 * 1024;

        // A thread's own: a text is used up before the reader is asked for anything else.
        [ThreadStatic]
        private static byte[]? text;

        public Rows(NpgsqlDataReader reader) => Reader = reader;

        public override ReadOnlySpan<byte> GetText(int slot)
        {
            var buffer = text ??= new byte[4096];
            var length = (int)Reader.GetBytes(slot + LeadingKeyColumns, 0, buffer, 0, buffer.Length);
            // A full buffer may not have been enough.
            while (length == buffer.Length)
            {
                buffer = new byte[Math.Max(buffer.Length * 2, (int)Reader.GetBytes(slot + LeadingKeyColumns, 0, null, 0, 0) + 1)];
                length = (int)Reader.GetBytes(slot + LeadingKeyColumns, 0, buffer, 0, buffer.Length);
                if (buffer.Length <= MaxKept)
                {
                    text = buffer;
                }
            }

            return buffer.AsSpan(0, length);
        }

        public override DateOnly GetDate(int slot) => Reader.GetFieldValue<DateOnly>(slot + LeadingKeyColumns);

        public override DateTime GetInstant(int slot) => Reader.GetDateTime(slot + LeadingKeyColumns);
    }
}
