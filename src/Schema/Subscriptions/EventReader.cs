using System.Globalization;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Roots;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Types.Changes;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>
/// Reads the events of one subscription, or of all that are equal to it, behind a number: the changes in the order of their numbers, with everything
/// that the subscription selects, in one round trip and one snapshot. Reads from the primary: a standby may lag behind the signal.
/// </summary>
internal sealed class EventReader(
    OperationVariant form, CompiledSubscription subscription, Caller caller, IReadOnlyDictionary<string, object?> variables, Language language,
    IReadStore store, ReadMetrics metrics, TimeProvider clock, GraphQLOptions options)
{
    /// <summary>Changes that are read at once.</summary>
    public const int BatchSize = 100;

    private readonly BatchRunner reader = new(store, metrics, options.MaxResponseBytes);

    /// <summary>For <c>onTaskChanged</c>: the task, by its key once <see cref="FindTaskAsync"/> has found it.</summary>
    public ObjectId? Task { get; set; }

    /// <summary>The subscription's own argument that is wrong; null where there is none.</summary>
    public GraphQLError? FindFault() => Bind(default, BatchSize, VietnamDay.Today(clock)).Faults?[subscription.Changes.Select.Index];

    /// <summary>Whether the task exists for the caller.</summary>
    public async ValueTask<bool> FindTaskAsync(CancellationToken cancellationToken)
    {
        using var context = await RunAsync(Bind(new ChangePlace(long.MaxValue, 0), BatchSize, VietnamDay.Today(clock)), cancellationToken).ConfigureAwait(false);
        var found = context.Stores[subscription.Task!.Select.Index]!;
        if (found.Rows == 0)
        {
            return false;
        }

        Task = new ObjectId(TaskType.Binding.TypeName, long.Parse(found.Piece(0, CompiledSubscription.TaskKeyPiece), CultureInfo.InvariantCulture), null);
        return true;
    }

    /// <summary>The newest change that the caller sees, up to a number; 0 where it sees none. Whoever begins there misses nothing that it may see.</summary>
    public async ValueTask<ChangePlace> FindNewestAsync(ChangePlace newest, CancellationToken cancellationToken)
    {
        var select = new Select(0, ChangeTable.Table, null);
        var sequence = select.Add(ChangeTable.Sequence);
        var occurredAt = select.Add(ChangeTable.OccurredAt);
        var binding = new SelectBinding
        {
            Where = Condition.Both(
                new Comparison(new ColumnOperand(ChangeTable.Sequence), ComparisonKind.LessOrEqual, newest.Sequence), ChangeType.Binding.VisibleTo(caller)),
            PageSize = 1,
            Backward = true,
        };
        var statement = StatementWriter.Rows(store.Dialect, select, [binding], [VietnamDay.Today(clock)]);
        await using var batch = await store.ExecuteAsync([statement], afterOwnWrite: true, cancellationToken).ConfigureAwait(false);
        var rows = await batch.NextAsync(cancellationToken).ConfigureAwait(false);
        rows.LeadingKeyColumns = 0;
        return await rows.ReadAsync(cancellationToken).ConfigureAwait(false) ? ChangePlace.Of(rows.GetLong(sequence), rows.GetInstant(occurredAt)) : default;
    }

    /// <summary>The events behind <paramref name="after"/>, at most <see cref="BatchSize"/>.</summary>
    /// <param name="after">The place behind the last change seen.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="ChangesLostException">The database does not hold what was seen.</exception>
    public async ValueTask<EventBatch> ReadAsync(ChangePlace after, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(after, BatchSize, cancellationToken).ConfigureAwait(false);
        }
        catch (ResponseTooLargeException)
        {
            // An answer's bytes are bounded for each event: together they were too many.
        }

        try
        {
            return await ReadAsync(after, 1, cancellationToken).ConfigureAwait(false);
        }
        catch (ResponseTooLargeException)
        {
            return await SkipAsync(after, cancellationToken).ConfigureAwait(false);
        }
    }

    // What turns with a day is told as soon as it has begun: seen by a reading from before, it would be shown as of the day that is over.
    private async ValueTask<EventBatch> ReadAsync(ChangePlace after, int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            var today = VietnamDay.Today(clock);
            var events = await ReadAsync(after, most, today, cancellationToken).ConfigureAwait(false);
            if (today == VietnamDay.Today(clock))
            {
                return events;
            }
        }
    }

    private async ValueTask<EventBatch> ReadAsync(ChangePlace after, int most, DateOnly today, CancellationToken cancellationToken)
    {
        var bound = Bind(after, most, today);
        using var context = await RunAsync(bound, cancellationToken).ConfigureAwait(false);
        var changes = context.Stores[subscription.Changes.Select.Index]!;
        var task = subscription.Task is { } level ? context.Stores[level.Select.Index] : null;
        var ends = task is { Rows: 0 } && changes.Rows > 0;
        var events = new List<SubscriptionEvent>(ends ? 0 : changes.Rows);
        var position = after;
        byte[]? shared = null;
        for (var row = 0; row < changes.Rows; row++)
        {
            position = Place(changes, row);
            if (ends)
            {
                continue;
            }
            // All changes of a task that are found at once tell of the same task: as it is now.
            var body = task is null
                ? Body(changes.Piece(row, CompiledSubscription.ChangePiece), bound)
                : shared ??= Body(task.Piece(0, 0), bound);
            events.Add(new SubscriptionEvent(position, body));
        }

        var isFull = changes.Rows == most;
        // Found on the same snapshot: up to there nothing else was.
        return new EventBatch(events, isFull ? position : context.Newest, isFull, ends);
    }

    // The event behind a place is larger than an answer may be: which one it is, without what it tells.
    private async ValueTask<EventBatch> SkipAsync(ChangePlace after, CancellationToken cancellationToken)
    {
        var bound = Bind(after, 1, VietnamDay.Today(clock), changesAlone: true);
        using var context = await RunAsync(bound, cancellationToken).ConfigureAwait(false);
        var changes = context.Stores[subscription.Changes.Select.Index]!;
        if (changes.Rows == 0)
        {
            return new EventBatch([], after, true, false);
        }

        var position = Place(changes, 0);
        return new EventBatch([new SubscriptionEvent(position, TooLarge())], position, true, false);
    }

    private static ChangePlace Place(RowJsonStore changes, int row) => new(
        long.Parse(changes.Piece(row, CompiledSubscription.SequencePiece), CultureInfo.InvariantCulture),
        uint.Parse(changes.Piece(row, CompiledSubscription.MarkPiece), CultureInfo.InvariantCulture));

    private byte[] TooLarge()
    {
        using var refused = BufferedResponse.Refused([LimitErrors.TooManyBytes(options.MaxResponseBytes)], language, OperationKind.Subscription);
        return refused.Body.ToArray();
    }

    private BoundOperation Bind(ChangePlace after, int most, DateOnly today, bool changesAlone = false)
    {
        var keys = new Dictionary<string, ObjectId>();
        if (Task is { } key)
        {
            keys.Add(subscription.Field.Name, key);
        }

        var input = new RequestInput(caller, variables, options.MaxPageSize, keys) { After = after.Sequence, Events = most };
        var bound = new ArgumentBinder(input).Bind(subscription.Operation, today);
        bound.SelectsNewest = true;
        if (after.Mark != 0)
        {
            bound.Places.Add((subscription.Changes.Select.Index, after));
        }

        for (var level = 0; changesAlone && level < bound.Bindings.Length; level++)
        {
            if (level != subscription.Changes.Select.Index)
            {
                bound.Bindings[level] = new SelectBinding { IsExecuted = false };
            }
        }

        reader.Plan(subscription.Operation, bound);
        return bound;
    }

    private ValueTask<ResultContext> RunAsync(BoundOperation bound, CancellationToken cancellationToken) =>
        reader.ReadAsync(bound, caller, afterOwnWrite: true, cancellationToken);

    // Produces: {"data":{"onChange":{…}}}, with errors where the caller may not read a field.
    private byte[] Body(ReadOnlySpan<byte> value, BoundOperation bound)
    {
        var marked = new JsonBuffer();
        marked.Raw("{"u8);
        marked.String(subscription.Field.ResponseKey);
        marked.Raw(":"u8);
        marked.Raw(value);
        marked.Raw("}"u8);
        var (data, errors, isNull) = FieldErrors.Resolve(marked, form, subscription.Operation, bound);
        using var written = data;
        using var response = BufferedResponse.Executed(
            isNull ? default : data.Written, errors, OperationKind.Subscription, language, new OperationSummary(null, "", 0, 0, 0, 0, null, false), default);
        return response.Body.Length <= options.MaxResponseBytes ? response.Body.ToArray() : TooLarge();
    }
}
