using System.Globalization;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Execution;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Tasks;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>
/// Reads the events of one subscription, or of all that are equal to it, behind a number: the changes in the order of their numbers, with everything
/// that the subscription selects, in one round trip and one snapshot. Reads from the primary: a standby may lag behind the signal.
/// </summary>
internal sealed class EventReader(
    OperationVariant form, CompiledSubscription subscription, Caller caller, IReadOnlyDictionary<string, object?> variables, Language language,
    IReadStore store, ReadMetrics metrics, TimeProvider clock, int maxPageSize)
{
    /// <summary>Changes that are read at once.</summary>
    public const int BatchSize = 100;

    private readonly BatchRunner reader = new(store, metrics);

    /// <summary>For <c>onTaskChanged</c>: the task, by its key once <see cref="FindTaskAsync"/> has found it.</summary>
    public ObjectId? Task { get; set; }

    /// <summary>The subscription's own argument that is wrong; null where there is none.</summary>
    public GraphQLError? FindFault() => Bind(0).Faults?[subscription.Changes.Select.Index];

    /// <summary>Whether the task exists for the caller.</summary>
    public async ValueTask<bool> FindTaskAsync(CancellationToken cancellationToken)
    {
        using var context = await RunAsync(Bind(long.MaxValue), cancellationToken).ConfigureAwait(false);
        var found = context.Stores[subscription.Task!.Select.Index]!;
        if (found.Rows == 0)
        {
            return false;
        }

        Task = new ObjectId(TaskType.Binding.TypeName, long.Parse(found.Piece(0, CompiledSubscription.TaskKeyPiece), CultureInfo.InvariantCulture), null);
        return true;
    }

    /// <summary>The events behind <paramref name="after"/>, at most <see cref="BatchSize"/>.</summary>
    /// <param name="after">The number of the last change seen.</param>
    /// <param name="known">A number that is committed; what is found says nothing of later ones.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async ValueTask<EventBatch> ReadAsync(long after, long known, CancellationToken cancellationToken)
    {
        var bound = Bind(after);
        using var context = await RunAsync(bound, cancellationToken).ConfigureAwait(false);
        var changes = context.Stores[subscription.Changes.Select.Index]!;
        var task = subscription.Task is { } level ? context.Stores[level.Select.Index] : null;
        var ends = task is { Rows: 0 } && changes.Rows > 0;
        var events = new List<SubscriptionEvent>(ends ? 0 : changes.Rows);
        var position = after;
        byte[]? shared = null;
        for (var row = 0; row < changes.Rows; row++)
        {
            position = long.Parse(changes.Piece(row, CompiledSubscription.SequencePiece), CultureInfo.InvariantCulture);
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

        var isFull = changes.Rows == BatchSize;
        return new EventBatch(events, isFull ? position : Math.Max(position, known), isFull, ends);
    }

    private BoundOperation Bind(long after)
    {
        var keys = new Dictionary<string, ObjectId>();
        if (Task is { } key)
        {
            keys.Add(subscription.Field.Name, key);
        }

        var bound = new ArgumentBinder(caller, variables, maxPageSize).Bind(subscription.Operation, VietnamDay.Today(clock), keys, after);
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
        return response.Body.ToArray();
    }
}
