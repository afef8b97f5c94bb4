using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Types.Changes;

namespace KGPlanGraph.Schema.Exports;

/// <summary>
/// Writes everything that a caller may see, on one snapshot, as lines of JSON:
/// <code>
/// {"manifest":{"sequence":412,"cursor":"…","takenAt":"2022-06-30T08:00:00.000Z","counts":{"Agency":31,"Task":37}}}
/// {"type":"Task","id":"VGFzazox","data":{…}}
/// {"type":"Task","id":"VGFzazoy","deleted":true}
/// {"end":true,"lines":69,"sha256":"…"}
/// </code>
/// </summary>
public interface IExporter
{
    /// <summary>The types that are exported, in the order in which they refer to each other.</summary>
    IReadOnlyList<string> Types { get; }

    /// <summary>Opens a snapshot, and finds out what is to be written.</summary>
    /// <param name="caller">Whose rights count.</param>
    /// <param name="types">Names among <see cref="Types"/>.</param>
    /// <param name="after">A cursor of changes: only what changed behind it; null for everything.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The export, or why there is none.</returns>
    ValueTask<(Export? Export, GraphQLError? Refusal)> OpenAsync(Caller caller, IReadOnlyCollection<string> types, string? after, CancellationToken cancellationToken);
}

/// <summary>An export whose snapshot is open until it is disposed.</summary>
public abstract class Export : IAsyncDisposable
{
    /// <summary>The same for the same export, on every server and after a restart: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>Lines written so far.</summary>
    public long Lines { get; protected set; }

    /// <summary>Statements sent so far.</summary>
    public int Statements { get; protected set; }

    /// <summary>Writes all lines. Where it throws, the last line is missing.</summary>
    /// <param name="target">Takes bytes without waiting.</param>
    /// <param name="handOn">Called now and then, when what was written may be sent.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public abstract ValueTask WriteAsync(Stream target, Func<ValueTask> handOn, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

internal sealed class Exporter(IReadStore store, ReadMetrics metrics, TimeProvider clock) : IExporter
{
    // Few enough that the buffers of a page stay small: an export of any size takes little memory.
    private const int PageRows = 500;

    // Kinds of caller: roles times agencies, which come from outside.
    private const int MaxKnown = 64;

    private readonly ConcurrentDictionary<(Role Roles, string? AgencyCode, string Type), ExportType> known = [];

    public IReadOnlyList<string> Types { get; } = [.. Ordered().Select(type => type.TypeName)];

    public async ValueTask<(Export? Export, GraphQLError? Refusal)> OpenAsync(
        Caller caller, IReadOnlyCollection<string> types, string? after, CancellationToken cancellationToken)
    {
        ChangePlace? behind = null;
        if (after is not null)
        {
            if (!ChangeCursor.TryRead(after, out var place))
            {
                return (null, InvalidCursor(after));
            }

            behind = place;
        }

        var snapshot = await store.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var today = VietnamDay.Today(clock);
            if (behind is { } seen && !seen.IsHeld(await snapshot.FindChangeAsync(seen, cancellationToken).ConfigureAwait(false)))
            {
                await snapshot.DisposeAsync().ConfigureAwait(false);
                return (null, ChangesLostException.Error);
            }

            // The newest that the caller sees: what the others do is none of its business.
            var newest = await new ChangedObjects(snapshot, caller, today).FindNewestAsync(cancellationToken).ConfigureAwait(false);
            var reached = behind is { } known && known.Sequence > newest.Sequence ? known : newest;
            var takenAt = clock.GetUtcNow();
            List<ExportType> exported = [.. Ordered().Where(type => types.Contains(type.TypeName)).Select(type => Compiled(type, caller))];
            var changed = behind is { } start
                ? await new ChangedObjects(snapshot, caller, today).FindAsync([.. exported.Select(type => type.Type)], start.Sequence, cancellationToken).ConfigureAwait(false)
                : null;
            var counts = changed is null
                ? await CountAsync(snapshot, exported, today, cancellationToken).ConfigureAwait(false)
                : [.. exported.Select(type => (long)changed[type.Name].Present.Count + changed[type.Name].Gone.Count)];
            return (new Lined(snapshot, new BatchRunner(snapshot, metrics, int.MaxValue), caller, today, exported, changed, new Manifest(reached, takenAt, counts))
            {
                Tag = TagOf(caller, exported, behind, newest),
            }, null);
        }
        catch
        {
            await snapshot.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private ExportType Compiled(TypeBinding type, Caller caller)
    {
        if (known.Count > MaxKnown * Types.Count)
        {
            known.Clear();
        }

        return known.GetOrAdd((caller.Roles, caller.AgencyCode, type.TypeName), _ => new ExportType(GraphQLSchema.Build(), type, caller));
    }

    // What refers to others comes behind them, as in the changes of one transaction.
    private static IEnumerable<TypeBinding> Ordered() => ChangeType.Subjects.OrderBy(type => type.TypeName switch { "Agency" => 0, "Locality" => 1, "LegalDocument" => 2, _ => 3 });

    private static async ValueTask<IReadOnlyList<long>> CountAsync(ReadSnapshot snapshot, List<ExportType> types, DateOnly today, CancellationToken cancellationToken)
    {
        var counts = new List<long>();
        if (types.Count == 0)
        {
            return counts;
        }

        await using var batch = await snapshot.ExecuteAsync(
            [.. types.Select(type => StatementWriter.Count(snapshot.Dialect, type.Level.Select, type.Bind(today, Condition.Always, 0, PageRows).Bindings, [today]))],
            false, cancellationToken).ConfigureAwait(false);
        foreach (var _ in types)
        {
            var rows = await batch.NextAsync(cancellationToken).ConfigureAwait(false);
            rows.LeadingKeyColumns = 0;
            await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
            counts.Add(rows.GetLong(0));
        }

        return counts;
    }

    private static string TagOf(Caller caller, List<ExportType> types, ChangePlace? behind, ChangePlace newest) => ResponseTag.Of(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{typeof(Exporter).Module.ModuleVersionId} {(int)caller.Roles} {caller.AgencyCode} {string.Join(' ', types.Select(type => type.Name))} {behind} {newest}"))).Trim('"');

    private static GraphQLError InvalidCursor(string cursor) => new(ErrorCodes.InvalidCursor, new(
        "The cursor in 'after' was not made by this server for its changes; take a whole export.",
        "Con trỏ trong 'after' không do máy chủ này tạo cho các thay đổi; hãy lấy bản xuất đầy đủ."))
    {
        Extensions = [new("parameter", "after"), new("argument", "after"), new("cursor", cursor)],
    };

    private sealed record Manifest(ChangePlace Place, DateTimeOffset TakenAt, IReadOnlyList<long> Counts);

    private sealed class Lined(
        ReadSnapshot snapshot, BatchRunner runner, Caller caller, DateOnly today, IReadOnlyList<ExportType> types,
        IReadOnlyDictionary<string, (IReadOnlyList<long> Present, IReadOnlyList<long> Gone)>? changed, Manifest manifest) : Export
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private Stream target = Stream.Null;
        private Func<ValueTask> handOn = () => default;

        public override async ValueTask WriteAsync(Stream target, Func<ValueTask> handOn, CancellationToken cancellationToken)
        {
            (this.target, this.handOn) = (target, handOn);
            Line(WriteManifest);
            foreach (var type in types)
            {
                if (changed is null)
                {
                    await WriteAllAsync(type, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await WriteChangedAsync(type, cancellationToken).ConfigureAwait(false);
                }
            }

            var (lines, sum) = (Lines, Convert.ToHexStringLower(hash.GetCurrentHash()));
            Line(json =>
            {
                json.WriteBoolean("end", true);
                json.WriteNumber("lines", lines);
                json.WriteString("sha256", sum);
            });
            await handOn().ConfigureAwait(false);
        }

        public override ValueTask DisposeAsync()
        {
            hash.Dispose();
            return snapshot.DisposeAsync();
        }

        private async ValueTask WriteAllAsync(ExportType type, CancellationToken cancellationToken)
        {
            var (last, rows) = (0L, PageRows);
            while (rows == PageRows)
            {
                (last, rows) = await WritePageAsync(type, type.Bind(today, Condition.Always, last, PageRows), last, cancellationToken).ConfigureAwait(false);
            }
        }

        private async ValueTask WriteChangedAsync(ExportType type, CancellationToken cancellationToken)
        {
            var (present, gone) = changed![type.Name];
            foreach (var keys in present.Chunk(PageRows))
            {
                var where = new Membership(new ColumnOperand(type.Type.Table.Key!), [.. keys.Cast<object>()], false);
                await WritePageAsync(type, type.Bind(today, where, 0, PageRows), 0, cancellationToken).ConfigureAwait(false);
            }

            foreach (var key in gone)
            {
                Line(json =>
                {
                    json.WriteString("type", type.Name);
                    json.WriteString("id", new GlobalId(type.Name, key).ToString());
                    json.WriteBoolean("deleted", true);
                });
            }
        }

        private async ValueTask<(long Last, int Rows)> WritePageAsync(ExportType type, BoundOperation bound, long last, CancellationToken cancellationToken)
        {
            runner.Plan(type.Operation, bound);
            using var context = await runner.ReadAsync(bound, caller, afterOwnWrite: false, cancellationToken).ConfigureAwait(false);
            Statements += bound.Statements.Count;
            var store = context.Stores[type.Level.Select.Index]!;
            for (var row = 0; row < store.Rows; row++)
            {
                Write(store.Piece(row, ExportType.LinePiece));
            }

            await handOn().ConfigureAwait(false);
            return (store.Rows == 0 ? last : long.Parse(store.Piece(store.Rows - 1, ExportType.KeyPiece), CultureInfo.InvariantCulture), store.Rows);
        }

        private void WriteManifest(Utf8JsonWriter json)
        {
            json.WriteStartObject("manifest");
            json.WriteNumber("sequence", manifest.Place.Sequence);
            json.WriteString("cursor", ChangeCursor.Of(manifest.Place));
            json.WriteString("takenAt", DateTimeScalar.Print(manifest.TakenAt));
            json.WriteStartObject("counts");
            for (var index = 0; index < types.Count; index++)
            {
                json.WriteNumber(types[index].Name, manifest.Counts[index]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void Line(Action<Utf8JsonWriter> write)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                write(json);
                json.WriteEndObject();
            }

            buffer.Write("\n"u8);
            Write(buffer.WrittenSpan);
        }

        private void Write(ReadOnlySpan<byte> line)
        {
            hash.AppendData(line);
            target.Write(line);
            Lines++;
        }
    }
}
