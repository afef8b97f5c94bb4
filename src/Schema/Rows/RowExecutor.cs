using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Rows;

/// <summary>Reads all rows of a list, for sheets and lines. The request has been executed as an ordinary one: its rights, cost and arguments are known to be good.</summary>
public interface IRowExecutor
{
    /// <summary>Whether the request is a query with one root field that is a list or a connection; null where its document is wrong, or has no such operation.</summary>
    ValueTask<bool?> IsListAsync(GraphQLRequest request);

    /// <summary>The rows of a request.</summary>
    /// <param name="request">One of which <see cref="IsListAsync"/> says so.</param>
    /// <param name="body">The body of its ordinary answer, without errors: a page, or a plain list.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<RowStream> OpenAsync(GraphQLRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}

/// <summary>The rows of a list, a page at a time.</summary>
public abstract class RowStream : IAsyncDisposable
{
    /// <summary>More rows than this are refused before the first.</summary>
    public const int MaxRows = 200_000;

    /// <summary>The list's name: its response key.</summary>
    public required string Name { get; init; }

    /// <summary>The columns.</summary>
    public required IReadOnlyList<RowColumn> Columns { get; init; }

    /// <summary>How many rows there are at most.</summary>
    public required long Count { get; init; }

    /// <summary>The same for the same rows, on every server and after a restart: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>Why there are no rows; null where there may be.</summary>
    public GraphQLError? Refusal { get; init; }

    /// <summary>Statements sent so far.</summary>
    public int Statements { get; protected set; }

    /// <summary>What the reading has cost so far, beyond the ordinary answer.</summary>
    public double FieldCost { get; protected set; }

    /// <summary>The next rows, JSON objects, valid until the next call; null at the end.</summary>
    public abstract ValueTask<IReadOnlyList<JsonElement>?> ReadAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}

internal sealed class RowExecutor(
    DocumentCache documents, DocumentParser parser, IReadStore store, ReadMetrics metrics, TimeProvider clock, GraphQLOptions options) : IRowExecutor
{
    /// <summary>Rows of a page, where the answer's own pages would have 100 at most: fewer round trips, and still bounded memory.</summary>
    public const int PageRows = 2_000;

    // The rows by which a page's cost is told.
    private const int CostedRows = 100;

    private readonly ConditionalWeakTable<CachedOperation, RowOperation> known = [];

    public async ValueTask<bool?> IsListAsync(GraphQLRequest request) =>
        await FindAsync(request).ConfigureAwait(false) is (not null, var rows) ? rows is not null : null;

    public async ValueTask<RowStream> OpenAsync(GraphQLRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var (operation, rows) = await FindAsync(request).ConfigureAwait(false);
        if (operation is null || rows is null)
        {
            throw new InvalidOperationException("The request is no list.");
        }

        if (rows.Pages is null || rows.AsksForPage(Sent(request)))
        {
            return SentRows.Of(rows, body);
        }

        var today = VietnamDay.Today(clock);
        var variables = new Dictionary<string, object?>(operation.Variables.Coerce(request.Variables));
        var snapshot = await store.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var reader = new SnapshotReader(snapshot, metrics, request.Caller, today, Math.Max(PageRows, options.MaxPageSize));
            var counting = rows.Counting!.For(request.Caller, variables, out _).Query;
            var version = await snapshot.NewestChangeAsync(cancellationToken).ConfigureAwait(false);
            long count;
            using (var counted = await reader.ReadAsync(counting, variables, cancellationToken).ConfigureAwait(false))
            {
                count = counted.RootElement.GetProperty(rows.RootKey) is { ValueKind: JsonValueKind.Object } list ? list.GetProperty(RowOperation.Count).GetInt64() : 0;
            }

            var pages = rows.Pages.For(request.Caller, variables, out _);
            var refusal = count > RowStream.MaxRows ? TooMany(count) : count > 0 && pages.Query.Denied.Count > 0 ? pages.Query.Denied[0].Error : null;
            variables[RowOperation.After] = rows.FirstCursor(variables);
            variables[RowOperation.First] = CostedRows;
            var costPerRow = pages.Cost.Sum(variables).Field / CostedRows;
            variables[RowOperation.First] = PageRows;
            return new Snapshot(rows, snapshot, reader, pages.Query, variables, costPerRow)
            {
                Name = rows.RootKey,
                Columns = rows.Columns,
                Count = count,
                Tag = TagOf(ResponseKey.Of(request, today), version),
                Refusal = refusal,
            };
        }
        catch
        {
            await snapshot.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Rows are the same where the question, the caller's rights, the day and the state of the data are, and the server that writes them is of the same build.
    private static string TagOf(ResponseKey key, ChangePlace version)
    {
        Span<byte> parts = stackalloc byte[60];
        MemoryMarshal.Write(parts, key);
        MemoryMarshal.Write(parts[32..], version.Sequence);
        MemoryMarshal.Write(parts[40..], typeof(RowExecutor).Module.ModuleVersionId);
        MemoryMarshal.Write(parts[56..], version.Mark);
        return ResponseTag.Of(parts).Trim('"');
    }

    private async ValueTask<(CachedOperation? Operation, RowOperation? Rows)> FindAsync(GraphQLRequest request)
    {
        if (!documents.TryGet(request.Document.Span, out var document))
        {
            (document, _) = await parser.ParseAsync(request.Document).ConfigureAwait(false);
            if (document is null)
            {
                return (null, null);
            }

            document = documents.Add(request.Document.Span, document);
        }

        if (document.Operation(request.OperationName) is not { } operation)
        {
            return (null, null);
        }

        if (!known.TryGetValue(operation, out var rows) && (rows = RowOperation.Of(GraphQLSchema.Build(), document, operation)) is not null)
        {
            known.AddOrUpdate(operation, rows);
        }

        return (operation, rows);
    }

    private static HashSet<string> Sent(GraphQLRequest request)
    {
        if (request.Variables.IsEmpty)
        {
            return [];
        }

        using var variables = JsonDocument.Parse(request.Variables, new JsonDocumentOptions { MaxDepth = 256 });
        return [.. variables.RootElement.EnumerateObject().Where(variable => variable.Value.ValueKind != JsonValueKind.Null).Select(variable => variable.Name)];
    }

    private static GraphQLError TooMany(long count) => new(ErrorCodes.TooCostly, new(
        $"The list has {count} rows; at most {RowStream.MaxRows} are sent at once. Filter, or page with 'first' and 'after'.",
        $"Danh sách có {count} dòng; mỗi lần gửi nhiều nhất {RowStream.MaxRows} dòng. Hãy lọc, hoặc chia trang bằng 'first' và 'after'."))
    {
        Extensions = [new("rows", count), new("maxRows", RowStream.MaxRows)],
    };

    /// <summary>Runs a compiled operation on one snapshot and day.</summary>
    private sealed class SnapshotReader(IReadStore snapshot, ReadMetrics metrics, Caller caller, DateOnly today, int maxPageSize)
    {
        // Rows are sent as they are read: a page is bounded by its rows.
        private readonly BatchRunner runner = new(snapshot, metrics, int.MaxValue);

        public int Statements { get; private set; }

        public async Task<JsonDocument> ReadAsync(CompiledOperation operation, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken)
        {
            var bound = new ArgumentBinder(new(caller, variables, maxPageSize)).Bind(operation, today);
            runner.Plan(operation, bound);
            Statements += bound.Statements.Count;
            using var context = await runner.ReadAsync(bound, caller, afterOwnWrite: false, cancellationToken).ConfigureAwait(false);
            using var json = new JsonBuffer();
            operation.Root.Write(json, context, null!);
            // A copy, which the elements need: the buffer goes back.
            return JsonDocument.Parse(json.WrittenMemory.ToArray());
        }
    }

    /// <summary>All pages, one after the other, on one snapshot. While a page is being written the next one is read.</summary>
    private sealed class Snapshot(
        RowOperation rows, ReadSnapshot snapshot, SnapshotReader reader, CompiledOperation pages, Dictionary<string, object?> variables, double costPerRow) : RowStream
    {
        private JsonDocument? page;
        private Task<JsonDocument>? next;
        private bool isAtEnd;

        public override async ValueTask<IReadOnlyList<JsonElement>?> ReadAsync(CancellationToken cancellationToken)
        {
            page?.Dispose();
            page = null;
            if (isAtEnd)
            {
                return null;
            }

            page = await (next ?? reader.ReadAsync(pages, variables, cancellationToken)).ConfigureAwait(false);
            next = null;
            Statements = reader.Statements;
            var list = page.RootElement.GetProperty(rows.RootKey);
            if (list.ValueKind != JsonValueKind.Object)
            {
                isAtEnd = true;
                return [];
            }

            var info = list.GetProperty(RowOperation.Page);
            isAtEnd = !info.GetProperty("hasNextPage").GetBoolean() || info.GetProperty("endCursor").ValueKind == JsonValueKind.Null;
            if (!isAtEnd)
            {
                variables[RowOperation.After] = info.GetProperty("endCursor").GetString();
                next = Task.Run(() => reader.ReadAsync(pages, variables, cancellationToken), cancellationToken);
            }

            var found = SentRows.RowsOf(rows, page.RootElement);
            FieldCost += found.Count * costPerRow;
            return found;
        }

        public override async ValueTask DisposeAsync()
        {
            page?.Dispose();
            if (next is not null)
            {
                // Whoever gave up reading has cancelled it.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await snapshot.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The rows of an ordinary answer.</summary>
    private sealed class SentRows(RowOperation rows, JsonDocument document) : RowStream
    {
        private bool isRead;

        public static SentRows Of(RowOperation rows, ReadOnlyMemory<byte> body)
        {
            // A copy: the answer's buffer goes back.
            var document = JsonDocument.Parse(body.ToArray());
            return new SentRows(rows, document)
            {
                Name = rows.RootKey,
                Columns = rows.Columns,
                Count = RowsOf(rows, document.RootElement.GetProperty("data")).Count,
                Tag = ResponseTag.Of(body.Span).Trim('"'),
            };
        }

        public override ValueTask<IReadOnlyList<JsonElement>?> ReadAsync(CancellationToken cancellationToken)
        {
            var found = isRead ? null : RowsOf(rows, document.RootElement.GetProperty("data"));
            isRead = true;
            return new(found);
        }

        public static IReadOnlyList<JsonElement> RowsOf(RowOperation rows, JsonElement data)
        {
            if (!data.TryGetProperty(rows.RootKey, out var list) || list.ValueKind == JsonValueKind.Null
                || (rows.RowsKey is not null && !list.TryGetProperty(rows.RowsKey, out list)) || list.ValueKind != JsonValueKind.Array)
            {
                return [];
            }

            return [.. list.EnumerateArray().Select(row => rows.NodeKey is null ? row : row.GetProperty(rows.NodeKey))];
        }

        public override ValueTask DisposeAsync()
        {
            document.Dispose();
            return base.DisposeAsync();
        }
    }
}
