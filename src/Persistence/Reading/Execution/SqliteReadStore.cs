using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence.Telemetry;
using Microsoft.Data.Sqlite;

namespace KGPlanGraph.Persistence.Reading.Execution;

/// <summary>
/// Reads from SQLite: the statements of a batch run one after the other in one read transaction, which in WAL mode is one snapshot.
/// Connections and their prepared statements are kept, since preparing costs more than running.
/// </summary>
public sealed class SqliteReadStore(IDatabase database) : IReadStore, IDisposable
{
    private readonly ConcurrentBag<Session> idle = [];

    /// <inheritdoc/>
    public SqlDialect Dialect { get; } = new SqliteDialect();

    /// <inheritdoc/>
    public async ValueTask<ReadBatch> ExecuteAsync(
        IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken)
    {
        var session = await BeginAsync(afterOwnWrite, cancellationToken).ConfigureAwait(false);
        return new Batch(session, statements, session => End(session), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken) =>
        new Snapshot(this, await BeginAsync(afterOwnWrite: false, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public void Dispose()
    {
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private async ValueTask<Session> BeginAsync(bool afterOwnWrite, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!idle.TryTake(out var session))
        {
            session = new Session((SqliteConnection)await database.OpenReadAsync(afterOwnWrite, cancellationToken).ConfigureAwait(false));
        }

        try
        {
            session.Begin();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // Ends the transaction; a session whose batch has failed is discarded: what made it fail has reached the caller already.
    private void End(Session session)
    {
        try
        {
            session.End();
        }
        catch (SqliteException)
        {
            session.HasFailed = true;
        }

        if (session.HasFailed)
        {
            session.Dispose();
        }
        else
        {
            idle.Add(session);
        }
    }

    private sealed class Snapshot(SqliteReadStore store, Session session) : ReadSnapshot
    {
        public override SqlDialect Dialect => store.Dialect;

        public override ValueTask<ReadBatch> ExecuteAsync(IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken) =>
            new(new Batch(session, statements, static _ => { }, cancellationToken));

        public override ValueTask DisposeAsync()
        {
            store.End(session);
            return default;
        }
    }

    private sealed class Session : IDisposable
    {
        // Texts come from callers' documents, without number; the least that keeps a steady state prepared.
        private const int KeptStatements = 200;
        private const int KeptCharacters = 512 * 1024;

        private readonly SqliteConnection connection;
        private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);
        private int characters;
        private readonly SqliteCommand begin;
        private readonly SqliteCommand end;

        public Session(SqliteConnection connection)
        {
            this.connection = connection;
            begin = Fixed("BEGIN");
            end = Fixed("COMMIT");
        }

        public SQLitePCL.sqlite3 Handle => connection.Handle!;

        public bool HasFailed { get; set; }

        public void Begin() => begin.ExecuteNonQuery();

        public void End() => end.ExecuteNonQuery();

        public SqliteCommand Command(Statement statement)
        {
            if (!commands.TryGetValue(statement.Text, out var command))
            {
                if (commands.Count >= KeptStatements || characters > KeptCharacters)
                {
                    Forget();
                }

                characters += statement.Text.Length;

                command = connection.CreateCommand();
                command.CommandText = statement.Text;
                for (var number = 1; number <= statement.Parameters.Count; number++)
                {
                    command.Parameters.Add(new SqliteParameter { ParameterName = "$" + number });
                }

                commands.Add(statement.Text, command);
            }

            for (var number = 0; number < statement.Parameters.Count; number++)
            {
                var parameter = command.Parameters[number];
                parameter.Value = Convert(statement.Parameters[number]);
                parameter.SqliteType = Type(statement.Parameters[number]);
            }

            return command;
        }

        public void Dispose()
        {
            Forget();
            begin.Dispose();
            end.Dispose();
            connection.Dispose();
        }

        private SqliteCommand Fixed(string text)
        {
            var command = connection.CreateCommand();
            command.CommandText = text;
            return command;
        }

        private void Forget()
        {
            foreach (var command in commands.Values)
            {
                command.Dispose();
            }

            commands.Clear();
            characters = 0;
        }
    }

    private static SqliteType Type(SqlValue value) => value.IsArray ? SqliteType.Text : value.Type switch
    {
        ColumnType.Text => SqliteType.Text,
        ColumnType.Double => SqliteType.Real,
        ColumnType.Bytes => SqliteType.Blob,
        _ => SqliteType.Integer,
    };

    private static object Convert(SqlValue value) => value.IsArray
        ? Json(value.Type, (IReadOnlyList<object>)value.Value)
        : Scalar(value.Type, value.Value);

    private static object Scalar(ColumnType type, object value) => type switch
    {
        ColumnType.Boolean => (bool)value ? 1L : 0L,
        ColumnType.Short => (long)(short)value,
        ColumnType.Int => (long)(int)value,
        ColumnType.Date => (long)((DateOnly)value).DayNumber,
        ColumnType.Instant => Microseconds((DateTimeOffset)value),
        _ => value,
    };

    private static long Microseconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static string Json(ColumnType type, IReadOnlyList<object> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var value in values)
            {
                switch (Scalar(type, value))
                {
                    case long number:
                        json.WriteNumberValue(number);
                        break;
                    case double number:
                        json.WriteNumberValue(number);
                        break;
                    case var text:
                        json.WriteStringValue((string)text);
                        break;
                }
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private sealed class Batch : ReadBatch
    {
        private readonly Session session;
        private readonly IReadOnlyList<Statement> statements;
        private readonly Action<Session> end;
        private readonly CancellationTokenRegistration cancellation;
        private readonly Rows rows = new();
        private readonly long begun = Stopwatch.GetTimestamp();
        private readonly StatementTime? time = StatementTime.Current;
        private int next;

        public Batch(Session session, IReadOnlyList<Statement> statements, Action<Session> end, CancellationToken cancellationToken)
        {
            this.session = session;
            this.statements = statements;
            this.end = end;
            cancellation = cancellationToken.UnsafeRegister(
                static state => SQLitePCL.raw.sqlite3_interrupt(((Session)state!).Handle), session);
        }

        public override async ValueTask<RowReader> NextAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Current is { } finished)
            {
                await finished.DisposeAsync().ConfigureAwait(false);
            }

            session.HasFailed = true;
            rows.Current = session.Command(statements[next++]).ExecuteReader();
            session.HasFailed = false;
            return rows;
        }

        public override async ValueTask DisposeAsync()
        {
            // Unregister first: an interrupt that comes late must not hit the session's next user.
            await cancellation.DisposeAsync().ConfigureAwait(false);
            if (rows.Current is { } reader)
            {
                try
                {
                    await reader.DisposeAsync().ConfigureAwait(false);
                }
                catch (SqliteException)
                {
                    session.HasFailed = true;
                }
            }

            time?.AddSince(begun);
            end(session);
        }
    }

    private sealed class Rows : RowReader
    {
        public SqliteDataReader? Current
        {
            get => (SqliteDataReader?)Reader;
            set => Reader = value!;
        }

        public override Task<bool> ReadAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Reader.Read() ? Task.FromResult(true) : Task.FromResult(false);
        }

        // The bytes of a text are a blob to SQLite, which keeps them until the next row.
        public override ReadOnlySpan<byte> GetText(int slot) => SQLitePCL.raw.sqlite3_column_blob(Current!.Handle, slot + LeadingKeyColumns);

        public override DateOnly GetDate(int slot) => DateOnly.FromDayNumber(Reader.GetInt32(slot + LeadingKeyColumns));

        public override DateTime GetInstant(int slot) =>
            DateTime.UnixEpoch.AddTicks(Reader.GetInt64(slot + LeadingKeyColumns) * TimeSpan.TicksPerMicrosecond);
    }
}
