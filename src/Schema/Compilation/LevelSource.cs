using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Filtering;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Paging;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>Where the rows of a list level come from: how one request's arguments decide what it reads.</summary>
internal abstract class LevelSource
{
    /// <summary>Nothing is read.</summary>
    public static readonly SelectBinding Nothing = new() { IsExecuted = false };

    /// <summary>Whether the argument <c>asOf</c> of the field says the day as of which its rows are.</summary>
    public virtual bool TakesAsOf => false;

    /// <summary>What the level reads.</summary>
    /// <exception cref="InvalidInputException">An argument is wrong in itself.</exception>
    public abstract SelectBinding Bind(LevelRequest request);

    /// <summary>The statement's frame, before anything is selected.</summary>
    public virtual Select SelectOf(int index, TypeBinding type, ParentLink? link) => new(index, type.Table, link);

    /// <summary>The visible row whose column has a value, compared in its normal form.</summary>
    protected static SelectBinding Unique(Column column, string value, Condition visible) => new()
    {
        Where = Condition.Both(new Comparison(new ColumnOperand(column), ComparisonKind.Equal, NormalForm.Of(value)), visible),
    };

    /// <summary>The visible object that a global id names.</summary>
    protected static SelectBinding One(TypeBinding type, ObjectId id, Condition visible) => id.NaturalKey is not null
        ? new SelectBinding { Where = Condition.Both(type.IsOneOf([id]), visible) }
        : new SelectBinding
        {
            Key = id.Key,
            Where = Condition.Both(new Comparison(new ColumnOperand(type.Table.Key!), ComparisonKind.Equal, id.Key), visible),
        };
}

/// <summary>One level of an operation that is bound, and what the request brings.</summary>
internal sealed class LevelRequest(ListLevel level, BoundOperation bound, RequestInput input)
{
    private InputObject? arguments;

    public ListLevel Level => level;

    public BoundOperation Bound => bound;

    public RequestInput Input => input;

    /// <summary>Which rows of the level's type exist for the caller.</summary>
    public Condition Visible => level.Type.VisibleTo(input.Caller);

    /// <summary>The field's arguments.</summary>
    public InputObject Arguments => arguments ??= level.Arguments.Coerce(input.Variables);

    /// <summary>What the arguments <c>where</c> and <c>search</c> ask of the rows of a type.</summary>
    public Condition Filter(TypeBinding type) => FilterArguments.Read(type, Arguments, input.Caller, level.Day);
}

/// <summary>What a request brings to the levels of its operation.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Variables">Coerced.</param>
/// <param name="MaxPageSize">The largest page.</param>
/// <param name="Keys">For <see cref="ByKeySource"/>: what to read, by the name of the payload's or event's field.</param>
/// <param name="KeysOfParts">For <see cref="ByKeysSource"/>: what to read.</param>
internal sealed record RequestInput(
    Caller Caller, IReadOnlyDictionary<string, object?> Variables, int MaxPageSize, IReadOnlyDictionary<string, ObjectId>? Keys = null, IReadOnlyList<long>? KeysOfParts = null)
{
    /// <summary>For events: the number of the last change seen.</summary>
    public long After { get; init; }

    /// <summary>For events: how many are read at once.</summary>
    public int Events { get; init; }
}

/// <summary>A cursor connection.</summary>
internal sealed class ConnectionSource : LevelSource
{
    public static readonly ConnectionSource Instance = new();

    public override SelectBinding Bind(LevelRequest request)
    {
        var (level, bound, arguments) = (request.Level, request.Bound, request.Arguments);
        var order = new OrderBuilder(request.Input.Caller, level.Day).Build(level.Type, arguments.Get<IReadOnlyList<object?>>("order"));
        var page = PageArguments.Read(arguments, request.Input.MaxPageSize);
        var fingerprint = CursorCodec.Fingerprint(level.Type.TypeName, order, bound.Days);
        bound.Fingerprints[level.Select.Index] = fingerprint;
        return new SelectBinding
        {
            Where = Condition.Both(request.Visible, request.Filter(level.Type)),
            Order = order,
            PageSize = page.Size,
            Backward = page.Backward,
            ReadsOneMore = level.ReadsOneMore,
            SelectsKeyset = level.SelectsCursors,
            After = Cursor("after", page.After, fingerprint, order, bound, level),
            Before = Cursor("before", page.Before, fingerprint, order, bound, level),
        };
    }

    private static Keyset? Cursor(string argument, string? cursor, uint fingerprint, IReadOnlyList<OrderKey> order, BoundOperation bound, ListLevel level)
    {
        if (cursor is null)
        {
            return null;
        }

        var hasMark = level.Type.Table.Mark is not null;
        if (CursorCodec.TryRead(cursor, fingerprint, order, hasMark, out var keyset))
        {
            if (keyset.Mark != 0)
            {
                bound.Places.Add((level.Select.Index, new ChangePlace(keyset.Id, keyset.Mark)));
            }

            return keyset;
        }

        throw new InvalidInputException(CursorCodec.Refusal(argument, cursor));
    }
}

/// <summary>A plain list below another level.</summary>
internal sealed class ListSource(ListBinding list) : LevelSource
{
    public ListBinding List => list;

    public override SelectBinding Bind(LevelRequest request) => new()
    {
        Where = Condition.Both(request.Visible, list.Where(request.Level.Day)),
        Order = [.. list.Order.Select(key => key.On(request.Level.Day))],
    };
}

/// <summary>The objects of one type that changes are about.</summary>
internal sealed class SubjectsSource : LevelSource
{
    public static readonly SubjectsSource Instance = new();

    public override SelectBinding Bind(LevelRequest request) => new() { Where = request.Visible };
}

/// <summary>One object by its global id.</summary>
internal sealed class ByIdSource : LevelSource
{
    public static readonly ByIdSource Instance = new();

    public override SelectBinding Bind(LevelRequest request) =>
        ObjectId.TryParse(request.Arguments.Get<string>("id"), out var id) && id.TypeName == request.Level.Type.TypeName
            ? One(request.Level.Type, id, request.Visible)
            : Nothing;
}

/// <summary>One object by its code.</summary>
internal sealed class ByCodeSource : LevelSource
{
    public static readonly ByCodeSource Instance = new();

    public override SelectBinding Bind(LevelRequest request) =>
        Unique(request.Level.Type.Table.Columns.Single(column => column.Name == "code"), request.Arguments.Get<string>("code")!, request.Visible);
}

/// <summary>Objects by keys that a mutation or an event gives; its rows are kept by their own key.</summary>
internal sealed class ByKeySource : LevelSource
{
    public static readonly ByKeySource Instance = new();

    public override SelectBinding Bind(LevelRequest request) =>
        request.Input.Keys!.TryGetValue(request.Level.Field.Name.StringValue, out var key) ? One(request.Level.Type, key, request.Visible) : Nothing;
}

/// <summary>Objects of one type that parts of a mutation's answer hold.</summary>
internal sealed class ByKeysSource : LevelSource
{
    public static readonly ByKeysSource Instance = new();

    public override SelectBinding Bind(LevelRequest request) => request.Input.KeysOfParts is { Count: > 0 } keys
        ? new() { Where = Condition.Both(new Membership(new ColumnOperand(request.Level.Type.Table.Key!), [.. keys.Cast<object>()], false), request.Visible) }
        : Nothing;
}

/// <summary>The objects of one type that <c>node</c> or <c>nodes</c> asks for; its rows are kept by their own key.</summary>
/// <param name="group">The index of the first level of the same field; -1 for that one itself.</param>
internal sealed class NodesSource(int group) : LevelSource
{
    /// <summary>The largest number of ids that <c>nodes</c> takes.</summary>
    public const int MaxIds = 100;

    public override SelectBinding Bind(LevelRequest request)
    {
        var (level, bound, arguments) = (request.Level, request.Bound, request.Arguments);
        var first = group < 0 ? level.Select.Index : group;
        bound.NodeIds ??= [];
        if (!bound.NodeIds.TryGetValue(first, out var ids))
        {
            var asked = arguments.Has("ids") ? arguments.GetList<string>("ids")! : [arguments.Get<string>("id")!];
            if (asked.Count > MaxIds)
            {
                throw new InvalidInputException(new GraphQLError(ErrorCodes.TooManyIds, new(
                    $"At most {MaxIds} objects can be asked for at once; this asks for {asked.Count}.",
                    $"Mỗi lần được truy vấn tối đa {MaxIds} đối tượng; yêu cầu này có {asked.Count}."))
                {
                    Extensions = [new("requestedItems", asked.Count), new("maxAllowedItems", MaxIds)],
                });
            }

            bound.NodeIds[first] = ids = [.. asked.Select(text => ObjectId.TryParse(text, out var id) ? id : (ObjectId?)null)];
        }

        var own = ids.OfType<ObjectId>().Where(id => id.TypeName == level.Type.TypeName).ToList();
        return own.Count == 0 ? Nothing : new SelectBinding { Where = Condition.Both(level.Type.IsOneOf(own), request.Visible) };
    }
}

/// <summary>Counts of the rows of another type, in groups.</summary>
/// <param name="counted">The type whose rows are counted.</param>
internal sealed class StatisticsSource(TypeBinding counted) : LevelSource
{
    public override bool TakesAsOf => true;

    public override Select SelectOf(int index, TypeBinding type, ParentLink? link) => new StatisticsSelect(index, link);

    public override SelectBinding Bind(LevelRequest request)
    {
        var groups = (request.Arguments.GetList<EnumValue>("groupBy") ?? []).Select(key => (StatisticsGroup)key.Position).Distinct().ToList();
        return new SelectBinding
        {
            Where = Condition.Both(counted.VisibleTo(request.Input.Caller), request.Filter(counted)),
            Groups = groups,
            Order = [.. groups.Select(Order)],
            Day = request.Level.Day,
        };
    }

    private static OrderKey Order(StatisticsGroup group) => group switch
    {
        StatisticsGroup.Agency => new OrderKey([new ToOne(StatisticsTable.AgencyId, AgencyTable.Table)], new ColumnOperand(AgencyTable.Code), false),
        StatisticsGroup.Section => new OrderKey(
            [new ToOne(StatisticsTable.SectionId, SectionTable.Table)], new ColumnOperand(SectionTable.DocumentOrder), false),
        StatisticsGroup.Status => new OrderKey([], new ColumnOperand(StatisticsTable.Status), false),
        StatisticsGroup.Timeliness => new OrderKey([], new ColumnOperand(StatisticsTable.Timeliness), false),
        StatisticsGroup.DueQuarter => new OrderKey([], new ColumnOperand(StatisticsTable.DueQuarter), false),
        _ => new OrderKey([], new ColumnOperand(StatisticsTable.DeliverableKind), false),
    };
}
