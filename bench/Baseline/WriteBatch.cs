using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>
/// One writer's transaction in two round trips: what it begins, locks and reads, and what it writes. The second one takes the change sequence's lock, numbers and
/// writes the Change rows, tells the newest number, commits, and looks at the leases of other servers, as the product does.
/// </summary>
internal sealed class WriteBatch(NpgsqlConnection connection, string actor)
{
    // AdvisoryLocks.ChangeSequence in the product.
    private static readonly string Lock = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({0x4B475047_00000002})");

    private const string Insert = """
        INSERT INTO changes (sequence, kind, public_kind, subject, subject_id, agency_id, actor, occurred_at, changed_fields, before, after, owner_agency_id, task_id)
        SELECT newest.sequence + w.number, w.kind, w.public_kind, w.subject, w.subject_id, $5, $6, $7, w.changed_fields, w.before, w.after, w.owner_agency_id, w.task_id
        FROM (SELECT coalesce(max(sequence), 0) AS sequence FROM changes) newest,
            unnest($1::smallint[], $2::smallint[], $3::smallint[], $4::bigint[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::bigint[]) WITH ORDINALITY
                AS w(kind, public_kind, subject, subject_id, changed_fields, before, after, owner_agency_id, task_id, number)
        """;

    private const string Tell = "SELECT max(sequence), pg_notify('kgplangraph_changes', max(sequence)::text) FROM changes";

    // In the transaction after this one: whoever has not heard of a later change is asked about once more, by this one's number.
    private const string CountUnaware = "SELECT count(*) FROM server_leases WHERE heard_of < (SELECT max(sequence) FROM changes)";

    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(3);

    private readonly List<ChangeRow> changes = [];

    /// <summary>When what changes in this transaction changed, as PostgreSQL can keep it.</summary>
    public DateTime Now { get; } = ToMicroseconds(DateTime.UtcNow);

    public string Actor => actor;

    /// <summary>The first round trip; the reader stands before the first statement's rows.</summary>
    public async Task<NpgsqlDataReader> BeginAsync(params NpgsqlBatchCommand[] reads)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("BEGIN"));
        foreach (var read in reads)
        {
            batch.BatchCommands.Add(read);
        }

        return await batch.ExecuteReaderAsync();
    }

    public void Tells(ChangeRow change) => changes.Add(change);

    /// <summary>The second round trip. What it updates has been locked in the first.</summary>
    public async Task CommitAsync(long? agency, params NpgsqlBatchCommand[] writes)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var write in writes)
        {
            batch.BatchCommands.Add(write);
        }

        batch.BatchCommands.Add(new(Lock));
        batch.BatchCommands.Add(Command(
            Insert, Of(changes, change => change.Kind), Of(changes, change => change.PublicKind), Of(changes, change => change.Subject),
            Of(changes, change => change.SubjectId), new NpgsqlParameter { Value = agency ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
            new NpgsqlParameter<string> { TypedValue = actor }, new NpgsqlParameter<DateTime> { TypedValue = ToMicroseconds(DateTime.UtcNow) },
            Of(changes, change => change.ChangedFields), Of(changes, change => change.Before), Of(changes, change => change.After),
            Of(changes, change => change.OwnerAgencyId), Of(changes, change => change.TaskId)));
        batch.BatchCommands.Add(new(Tell));
        batch.BatchCommands.Add(new("COMMIT"));
        batch.BatchCommands.Add(new(CountUnaware));
        long sequence;
        long unaware;
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            // Rows come of three statements alone.
            await reader.NextResultAsync();
            await reader.ReadAsync();
            sequence = reader.GetInt64(0);
            await reader.NextResultAsync();
            await reader.ReadAsync();
            unaware = reader.GetInt64(0);
        }

        if (unaware > 0)
        {
            await WaitForOthersAsync(sequence);
        }
    }

    public async Task RollBackAsync()
    {
        await using var command = new NpgsqlCommand("ROLLBACK", connection);
        await command.ExecuteNonQueryAsync();
    }

    public static NpgsqlBatchCommand Command(string text, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        command.Parameters.AddRange(parameters);
        return command;
    }

    public static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    public static NpgsqlParameter Of<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> read) => new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(read)] };

    /// <summary>A JSON object as the product's Change rows have it.</summary>
    public static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime ToMicroseconds(DateTime instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    private async Task WaitForOthersAsync(long sequence)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM server_leases WHERE heard_of < $1", connection);
        command.Parameters.Add(Of(sequence));
        var since = Stopwatch.GetTimestamp();
        while ((long)(await command.ExecuteScalarAsync())! > 0)
        {
            if (Stopwatch.GetElapsedTime(since) >= LeaseLength)
            {
                command.CommandText = "DELETE FROM server_leases WHERE heard_of < $1";
                await command.ExecuteNonQueryAsync();
                return;
            }

            await Task.Delay(1);
        }
    }
}

/// <summary>A row of changes, but for what all rows of a transaction share.</summary>
internal sealed record ChangeRow(
    short Kind, short? PublicKind, short Subject, long SubjectId, string ChangedFields, string? Before, string After, long? OwnerAgencyId, long? TaskId)
{
    public const short Created = 0;
    public const short Updated = 1;
    public const short Task = 2;
    public const short InvestmentProject = 9;
    public const short ProgressReport = 10;
}
