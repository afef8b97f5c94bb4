using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Changes;
using KGPlanGraph.Schema.Compilation.Input;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Filtering;
using KGPlanGraph.Schema.Paging;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Subscriptions;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>IsUniquePerParent what each level of a compiled operation reads, from one request's arguments.</summary>
internal sealed class ArgumentBinder(
    Caller caller, IReadOnlyDictionary<string, object?> variables, int maxPageSize, IReadOnlyList<long>? keysOfParts = null)
{
    /// <summary>The largest number of ids that <c>nodes</c> takes.</summary>
    public const int MaxIds = 100;

    private static readonly SelectBinding NotExecuted = new() { IsExecuted = false };

    /// <summary>Binds every level. A wrong argument of one field is that field's fault; its siblings are bound all the same.</summary>
    /// <param name="operation">What is bound.</param>
    /// <param name="today">The day in Viet Nam.</param>
    /// <param name="keys">For levels by key: the keys to read, by the name of the payload's or event's field.</param>
    /// <param name="after">For events: the number of the last change seen.</param>
    /// <param name="events">For events: how many are read at once.</param>
    /// <param name="lost">Levels of changes whose cursors are of a lost future.</param>
    public BoundOperation Bind(
        CompiledOperation operation, DateOnly today, IReadOnlyDictionary<string, ObjectId>? keys = null, long after = 0, int events = EventReader.BatchSize,
        IReadOnlySet<int>? lost = null)
    {
        var bound = new BoundOperation(operation.Levels.Count) { Days = Days(operation, today) };
        foreach (var level in operation.Levels)
        {
            var index = level.Select.Index;
            if (level.Parent is { } parent && !bound.Bindings[parent.Select.Index].IsExecuted)
            {
                bound.Bindings[index] = NotExecuted;
                continue;
            }

            try
            {
                bound.Bindings[index] = lost?.Contains(index) != true ? Bind(bound, level, keys, after, events) : throw new InvalidInputException(ChangesLostException.Error);
            }
            catch (InvalidInputException fault)
            {
                bound.Bindings[index] = NotExecuted;
                bound.Fail(index, fault.Error);
            }
        }

        return bound;
    }

    private DateOnly[] Days(CompiledOperation operation, DateOnly today)
    {
        var days = new DateOnly[operation.Days.Count + 1];
        days[0] = today;
        for (var day = 1; day < days.Length; day++)
        {
            days[day] = operation.Days[day - 1].Of(variables, days);
        }

        return days;
    }

    private SelectBinding Bind(BoundOperation bound, ListLevel level, IReadOnlyDictionary<string, ObjectId>? keys, long after, int events)
    {
        var visible = level.Type.VisibleTo(caller);
        switch (level.Kind)
        {
            case LevelKind.List:
                return new SelectBinding { Where = Condition.Both(visible, level.List!.Where(level.Day)), Order = [.. level.List.Order.Select(key => key.On(level.Day))] };
            case LevelKind.Subjects:
                return new SelectBinding { Where = visible };
            case LevelKind.CallersAgency:
                return caller.AgencyCode is { } code ? Unique(AgencyTable.Code, code, visible) : NotExecuted;
            case LevelKind.ByKey:
                return keys!.TryGetValue(level.Field.Name.StringValue, out var key) ? One(level.Type, key, visible) : NotExecuted;
            case LevelKind.ByKeys:
                return keysOfParts is { Count: > 0 } ? Parts(level.Type, keysOfParts, visible) : NotExecuted;
        }

        var arguments = level.Arguments.Coerce(variables);
        switch (level.Kind)
        {
            case LevelKind.ById:
                return ObjectId.TryParse(arguments.Get<string>("id"), out var id) && id.TypeName == level.Type.TypeName
                    ? One(level.Type, id, visible)
                    : NotExecuted;
            case LevelKind.ByCode:
                return Unique(level.Type.Table.Columns.Single(column => column.Name == "code"), arguments.Get<string>("code")!, visible);
            case LevelKind.ByLabel:
                var plan = new ThroughKey(new ToOne(TaskTable.PlanId, PlanTable.Table), PlanTable.Code, [NormalForm.Of(arguments.Get<string>("planCode")!)]);
                return Unique(TaskTable.Label, arguments.Get<string>("label")!, Condition.Both(plan, visible));
            case LevelKind.Nodes:
                return Nodes(bound, level, arguments, visible);
            case LevelKind.Events:
                return Events(level, arguments, visible, keys!, after, events);
            case LevelKind.Statistics:
                return Statistics(level, arguments);
            default:
                return Connection(bound, level, arguments, visible);
        }
    }

    private SelectBinding Events(
        ListLevel level, InputObject arguments, Condition visible, IReadOnlyDictionary<string, ObjectId> keys, long after, int events) => new()
        {
            Where = Condition.Both(visible, keys.TryGetValue(level.Field.Name.StringValue, out var task) ? ChangeType.OfTask(task.Key) : Where(level.Type, arguments, level.Day)),
            PageSize = events,
            After = new Keyset([], after),
        };

    private static SelectBinding Key(TypeBinding type, long key, Condition visible) => new()
    {
        Key = key,
        Where = Condition.Both(new Comparison(new ColumnOperand(type.Table.Key!), ComparisonKind.Equal, key), visible),
    };

    private static SelectBinding Parts(TypeBinding type, IReadOnlyList<long> keys, Condition visible) => new()
    {
        Where = Condition.Both(new Membership(new ColumnOperand(type.Table.Key!), [.. keys.Cast<object>()], false), visible),
    };

    private static SelectBinding One(TypeBinding type, ObjectId id, Condition visible) => id.NaturalKey is null
        ? Key(type, id.Key, visible)
        : new SelectBinding { Where = Condition.Both(type.IsOneOf([id]), visible) };

    private static SelectBinding Unique(Column column, string value, Condition visible) => new()
    {
        Where = Condition.Both(new Comparison(new ColumnOperand(column), ComparisonKind.Equal, NormalForm.Of(value)), visible),
    };

    private static SelectBinding Nodes(BoundOperation bound, ListLevel level, InputObject arguments, Condition visible)
    {
        var group = level.Group < 0 ? level.Select.Index : level.Group;
        bound.NodeIds ??= [];
        if (!bound.NodeIds.TryGetValue(group, out var ids))
        {
            var asked = arguments.Has("ids") ? arguments.GetList<string>("ids")! : [arguments.Get<string>("id")!];
            if (asked.Count > MaxIds)
            {
                throw new InvalidInputException(new GraphQLError(ErrorCodes.TooManyIds, new(
                    $"At most {MaxIds} objects can be asked for at once; this asks for {asked.Count}.",
                    $"Mỗi lần chỉ được hỏi nhiều nhất {MaxIds} đối tượng; yêu cầu này hỏi {asked.Count}."))
                {
                    Extensions = [new("requestedItems", asked.Count), new("maxAllowedItems", MaxIds)],
                });
            }

            bound.NodeIds[group] = ids = [.. asked.Select(text => ObjectId.TryParse(text, out var id) ? id : (ObjectId?)null)];
        }

        var own = ids.OfType<ObjectId>().Where(id => id.TypeName == level.Type.TypeName).ToList();
        return own.Count == 0 ? NotExecuted : new SelectBinding { Where = Condition.Both(level.Type.IsOneOf(own), visible) };
    }

    private SelectBinding Statistics(ListLevel level, InputObject arguments)
    {
        var groups = (arguments.GetList<EnumValue>("groupBy") ?? []).Select(key => (StatisticsGroup)key.Position).Distinct().ToList();
        var tasks = Tasks.TaskType.Binding;
        return new SelectBinding
        {
            Where = Condition.Both(tasks.VisibleTo(caller), Where(tasks, arguments, level.Day)),
            Groups = groups,
            Order = [.. groups.Select(GroupOrder)],
            Day = level.Day,
        };
    }

    private static OrderKey GroupOrder(StatisticsGroup group) => group switch
    {
        StatisticsGroup.Agency => new OrderKey([new ToOne(StatisticsTable.AgencyId, AgencyTable.Table)], new ColumnOperand(AgencyTable.Code), false),
        StatisticsGroup.Section => new OrderKey(
            [new ToOne(StatisticsTable.SectionId, SectionTable.Table)], new ColumnOperand(SectionTable.DocumentOrder), false),
        StatisticsGroup.Status => new OrderKey([], new ColumnOperand(StatisticsTable.Status), false),
        StatisticsGroup.Timeliness => new OrderKey([], new ColumnOperand(StatisticsTable.Timeliness), false),
        StatisticsGroup.DueQuarter => new OrderKey([], new ColumnOperand(StatisticsTable.DueQuarter), false),
        _ => new OrderKey([], new ColumnOperand(StatisticsTable.DeliverableKind), false),
    };

    private SelectBinding Connection(BoundOperation bound, ListLevel level, InputObject arguments, Condition visible)
    {
        var order = new OrderBuilder(caller, level.Day).Build(level.Type, arguments.Get<IReadOnlyList<object?>>("order"));
        var page = PageArguments.Read(arguments, maxPageSize);
        var fingerprint = CursorCodec.Fingerprint(level.Type.TypeName, order, bound.Days);
        bound.Fingerprints[level.Select.Index] = fingerprint;
        return new SelectBinding
        {
            Where = Condition.Both(visible, Where(level.Type, arguments, level.Day)),
            Order = order,
            PageSize = page.Size,
            Backward = page.Backward,
            ReadsOneMore = level.ReadsOneMore,
            SelectsKeyset = level.SelectsCursors,
            After = Cursor("after", page.After, fingerprint, order, bound, level),
            Before = Cursor("before", page.Before, fingerprint, order, bound, level),
        };
    }

    private Condition Where(TypeBinding type, InputObject arguments, int day)
    {
        var where = new FilterBuilder(caller, day).Build(type, arguments.Get<InputObject>("where"));
        var words = arguments.Get<string>("search") is { } search ? SearchWords(search) : [];
        return words.Count == 0 ? where : Condition.Both(new ContainsWords(type.Folded!, words), where);
    }

    // A word within another one says nothing more; what is left is bounded, since each is a condition of its own.
    private static List<string> SearchWords(string search)
    {
        if (search.Length > MaxSearchLength)
        {
            throw new InvalidInputException(new GraphQLError(ErrorCodes.InvalidVariable, new(
                $"A search takes at most {MaxSearchLength} characters; this one has {search.Length}.",
                $"Mỗi lần tìm nhận nhiều nhất {MaxSearchLength} ký tự; lần này có {search.Length}.")));
        }

        var words = SearchFolding.Fold(search).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (words.Count > MaxSearchWords)
        {
            throw new InvalidInputException(new GraphQLError(ErrorCodes.InvalidVariable, new(
                $"A search takes at most {MaxSearchWords} different words; this one has {words.Count}.",
                $"Mỗi lần tìm nhận nhiều nhất {MaxSearchWords} từ khác nhau; lần này có {words.Count}.")));
        }

        return words;
    }

    private const int MaxSearchWords = 50;

    // PostgreSQL's index of texts looks up each piece of three letters.
    private const int MaxSearchLength = 1_000;

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
