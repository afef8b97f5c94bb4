using System.Text;
using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Compilation.Output;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>
/// Makes list levels and writers of a selection. One compiler makes one operation, for one kind of caller and one setting of the variables that
/// <c>@skip</c> and <c>@include</c> ask for. The document has been validated.
/// </summary>
internal sealed class OperationCompiler(ISchema schema, FieldCollection collection, Caller caller)
{
    private readonly List<ListLevel> levels = [];
    private readonly List<DaySource> days = [];
    private readonly List<DeniedField> denied = [];
    private bool usesVariables;

    // The day of the nearest @asOf, as an index: what is compiled now is compiled as of it.
    private int day;

    /// <summary>The schema that fields are looked up in.</summary>
    public ISchema Schema => schema;

    /// <summary>What the selection selects.</summary>
    public FieldCollection Collection => collection;

    /// <summary>Whose rights are compiled in.</summary>
    public Caller Caller => caller;

    /// <summary>Whether an object of which nothing but its id is selected is written as that id, as exports refer to others.</summary>
    public bool RefersByIds { get; init; }

    /// <summary>The operation, once its root has been compiled.</summary>
    public CompiledOperation Finish(ObjectWriter root) => new()
    {
        Root = root,
        Levels = levels,
        Days = days,
        Denied = denied,
        IsFixed = !usesVariables,
    };

    /// <summary>Compiles what is selected at a place: as of the day of its <c>@asOf</c>, or of the nearest one around it.</summary>
    public T At<T>(IHasDirectivesNode place, Func<T> compile)
    {
        var outer = day;
        if (place.Directives?.Items.Find(directive => directive.Name.StringValue == "asOf") is { } asOf)
        {
            // Without a value, null: today.
            day = asOf.Arguments?.Items.Find(argument => argument.Name.StringValue == "day") is { } given ? Day(given.Value, otherwise: 0) : 0;
        }

        try
        {
            return compile();
        }
        finally
        {
            day = outer;
        }
    }

    /// <summary>Notes a field that the caller may not read, and writes null for it.</summary>
    public FieldWriter Deny(SelectedField field, Role needed)
    {
        denied.Add(new DeniedField(field.Field, AuthorizationErrors.For(caller, needed)));
        return new ConstantWriter(NullMark.Denied(denied.Count - 1));
    }

    /// <summary>Opens a list level.</summary>
    public ListLevel Level(
        LevelSource source, TypeBinding type, SelectedField field, FieldType definition, IReadOnlyList<string> path,
        ListLevel? parent = null, ParentLink? link = null)
    {
        if (Arguments.UseVariables(field.Field))
        {
            usesVariables = true;
        }

        var level = new ListLevel
        {
            Source = source,
            Select = source.SelectOf(levels.Count, type, link),
            Type = type,
            Field = field.Field,
            Definition = definition,
            Arguments = new CompiledArguments(definition, field.Field),
            Path = path,
            Day = source.TakesAsOf ? Day(field) : day,
            Parent = parent,
        };
        levels.Add(level);
        parent?.Children.Add(level);
        return level;
    }

    /// <summary>How an object of the type is written; for an interface, by its row's kind.</summary>
    public FieldWriter Object(
        TypeBinding type, IEnumerable<GraphQLSelectionSet> selections, ListLevel level, JoinNode row, IReadOnlyList<string> path)
    {
        if (type.PossibleTypes.Count == 0)
        {
            return Object(type, type.Fields, Type(type.TypeName), selections, level, row, path);
        }

        var kindSlot = level.Select.Add(row, new ColumnOperand(type.KindColumn!));
        return new KindWriter(kindSlot, [.. type.PossibleTypes.Select(type => Object(type, selections, level, row, path))]);
    }

    /// <summary>A connection's parts; its level's pieces are what they select of each row.</summary>
    public ConnectionWriter Connection(ListLevel level, SelectedField field, FieldType definition, OwnerKey owner, IReadOnlyList<string> path)
    {
        var parts = new List<(string, ConnectionPart)>();
        var type = (IObjectGraphType)definition.ResolvedType!.GetNamedGraphType();
        foreach (var part in collection.Collect(type, field.SubSelections))
        {
            IReadOnlyList<string> partPath = [.. path, part.ResponseKey];
            parts.Add((part.ResponseKey, At<ConnectionPart>(part.Field, () => part.Name switch
            {
                "nodes" => Rows(level, Object(level.Type, part.SubSelections, level, level.Select.Root, partPath)),
                "edges" => Rows(level, Edge(level, part, type, partPath)),
                "pageInfo" => PageInfo(level, part),
                "totalCount" => Count(level),
                _ => new ConstantPart(Quoted(type.Name)),
            })));
        }

        return new ConnectionWriter(level.Select, owner, parts);
    }

    /// <summary>A list of statistics, or one.</summary>
    public FieldWriter Statistics(
        StatisticsBinding binding, SelectedField field, FieldType definition, IReadOnlyList<string> path, ListLevel? parent, ParentLink? link, OwnerKey owner)
    {
        var type = binding.Target();
        var level = Level(new StatisticsSource(binding.Counted()), type, field, definition, path, parent, link);
        level.Pieces.Add(Object(type, field.SubSelections, level, level.Select.Root, path));
        return binding.IsSingle ? new FirstWriter(level.Select, owner) : new ListWriter(level.Select, owner);
    }

    internal static byte[] Quoted(string text) => Encoding.UTF8.GetBytes("\"" + text + "\"");

    internal IObjectGraphType Type(string name) => (IObjectGraphType)schema.AllTypes[name]!;

    private FieldWriter Object(
        TypeBinding type, IReadOnlyDictionary<string, FieldBinding> bindings, IObjectGraphType graphType, IEnumerable<GraphQLSelectionSet> selections,
        ListLevel level, JoinNode row, IReadOnlyList<string> path)
    {
        var fields = new List<(string, FieldWriter)>();
        foreach (var field in collection.Collect(graphType, selections))
        {
            if (field.Name == "__typename")
            {
                fields.Add((field.ResponseKey, new ConstantWriter(Quoted(graphType.Name))));
                continue;
            }

            var definition = graphType.GetField(field.Name)!;
            var binding = bindings[field.Name];
            IReadOnlyList<string> fieldPath = [.. path, field.ResponseKey];
            fields.Add((field.ResponseKey, binding.ReadableBy == Role.None || caller.HasAny(binding.ReadableBy)
                ? At(field.Field, () => Field(type, binding, field, definition, level, row, fieldPath))
                : Deny(field, binding.ReadableBy)));
        }

        return RefersByIds && fields is [("id", var id)] ? id : new ObjectWriter(fields);
    }

    private FieldWriter Field(
        TypeBinding type, FieldBinding binding, SelectedField field, FieldType definition, ListLevel level, JoinNode row, IReadOnlyList<string> path)
    {
        var select = level.Select;
        switch (binding)
        {
            case IdBinding:
                // Behind a to-one relation the foreign key says it, without a join.
                var (keeper, id) = row.Relation is { } relationToIt ? (row.Parent!, relationToIt.ForeignKey) : (row, type.Table.Key!);
                return new IdWriter(select.Add(keeper, new ColumnOperand(id)), Encoding.ASCII.GetBytes(type.TypeName + ":"));
            case ColumnBinding column:
                return ScalarWriter.For(definition.ResolvedType!, column.Column.Type, select.Add(row, ColumnOperand.On(day, column.Column)));
            case FieldNamesBinding names:
                var list = select.Add(row, new ColumnOperand(names.Column));
                return caller.HasAny(names.SeenBy) ? new JsonWriter(list) : new FieldNamesWriter(list, names.Restricted);
            case OperandBinding computed:
                var operand = computed.Operand(caller, Day(field));
                return ScalarWriter.For(definition.ResolvedType!, operand.Type, select.Add(row, operand));
            case DaysRemainingBinding remaining:
                var asOf = Day(field);
                return new DaysRemainingWriter(select.Add(row, ColumnOperand.On(asOf, remaining.Day)), asOf);
            case EmbeddedBinding embedded:
                return new ToOneWriter(
                    select.Add(row, new ColumnOperand(embedded.Presence)),
                    Object(type, embedded.Fields, (IObjectGraphType)definition.ResolvedType!.GetNamedGraphType(), field.SubSelections, level, row, path));
            case PermissionsBinding permissions:
                return Permissions(permissions, field, definition, level, row);
            case ToOneBinding toOne:
                return new ToOneWriter(
                    select.Add(row, new ColumnOperand(toOne.Relation.ForeignKey)),
                    Object(toOne.Target(), field.SubSelections, level, row.Join(toOne.Relation), path));
            case ListBinding plain:
                return List(type, plain, field, definition, level, row, path);
            case ConnectionBinding { Relation: { } relation } connection:
                var (link, owner) = Owner(type, level, row, relation);
                return Connection(
                    Level(ConnectionSource.Instance, connection.Target(), field, definition, path, level, link), field, definition, owner, path);
            case StatisticsBinding { Relation: { } relation } statistics:
                var (tasks, holder) = Owner(type, level, row, relation);
                return Statistics(statistics, field, definition, path, level, tasks, holder);
            case SubjectIdBinding subject:
                return new SubjectIdWriter(
                    select.Add(row, new ColumnOperand(subject.Kind)), select.Add(row, new ColumnOperand(subject.Key)),
                    [.. subject.Types().Select(type => Encoding.ASCII.GetBytes(type.TypeName + ":"))]);
            case SubjectBinding subject:
                return Subject(subject, field, definition, level, row, path);
            default:
                throw new InvalidOperationException($"{type.TypeName}.{field.Name} cannot be read.");
        }
    }

    private FieldWriter List(
        TypeBinding type, ListBinding list, SelectedField field, FieldType definition, ListLevel level, JoinNode row, IReadOnlyList<string> path)
    {
        var (link, owner) = Owner(type, level, row, list.Relation);
        var child = Level(new ListSource(list), list.Target(), field, definition, path, level, link);
        child.Pieces.Add(Object(child.Type, field.SubSelections, child, child.Select.Root, path));
        return list.TakesFirst ? new FirstWriter(child.Select, owner) : new ListWriter(child.Select, owner);
    }

    // What no row can fulfil is not asked of the database.
    private ObjectWriter Permissions(PermissionsBinding permissions, SelectedField field, FieldType definition, ListLevel level, JoinNode row)
    {
        var type = (IObjectGraphType)definition.ResolvedType!.GetNamedGraphType();
        return new ObjectWriter([.. collection.Collect(type, field.SubSelections).Select(part => (part.ResponseKey, Permission(part)))]);

        FieldWriter Permission(SelectedField part)
        {
            if (part.Name == "__typename")
            {
                return new ConstantWriter(Quoted(type.Name));
            }

            var rule = permissions.Rules[part.Name];
            return rule.For(caller, permissions.Columns) is var condition && condition == Condition.Never
                ? new ConstantWriter("false"u8.ToArray())
                : new BooleanWriter(level.Select.Add(row, new TruthOperand(rule.Mutation, condition)));
        }
    }

    private SubjectWriter Subject(
        SubjectBinding subject, SelectedField field, FieldType definition, ListLevel level, JoinNode row, IReadOnlyList<string> path)
    {
        var targets = subject.Targets();
        var selects = new Select[targets.Count];
        for (short kind = 0; kind < selects.Length; kind++)
        {
            var target = targets[kind];
            var link = new ParentLink(
                level.Select, row, new KeyOfKindOperand(subject.Kind, kind, subject.Key), new ToMany(target.Table, target.Table.Key!));
            var child = Level(SubjectsSource.Instance, target, field, definition, path, level, link);
            child.Pieces.Add(Object(target, field.SubSelections, child, child.Select.Root, path));
            selects[kind] = child.Select;
        }

        return new SubjectWriter(
            level.Select.Add(row, new ColumnOperand(subject.Kind)), new OwnerKey(level.Select.Add(row, new ColumnOperand(subject.Key))), selects);
    }

    // The key of a row behind a to-one relation is the foreign key that leads there: no join is needed for its lists.
    private static (ParentLink Link, OwnerKey Owner) Owner(TypeBinding type, ListLevel level, JoinNode row, ToMany relation)
    {
        var (holder, key) = row.Relation is { } toOne ? (row.Parent!, toOne.ForeignKey) : (row, type.Table.Key!);
        return (new ParentLink(level.Select, holder, new ColumnOperand(key), relation), new OwnerKey(level.Select.Add(holder, new ColumnOperand(key))));
    }

    // The argument asOf counts before @asOf, for its field alone.
    private int Day(SelectedField field) =>
        field.Field.Arguments?.Items.Find(argument => argument.Name.StringValue == "asOf") is { } argument ? Day(argument.Value, otherwise: day) : day;

    private int Day(GraphQLValue value, int otherwise)
    {
        usesVariables |= value is GraphQLVariable;
        var known = days.FindIndex(source => source.Otherwise == otherwise && source.IsGivenBy(value));
        if (known < 0)
        {
            days.Add(new DaySource(value, schema.AllTypes["LocalDate"]!, otherwise));
            known = days.Count - 1;
        }

        return known + 1;
    }

    private static RowsPart Rows(ListLevel level, FieldWriter piece)
    {
        level.Pieces.Add(piece);
        return new RowsPart(level.Pieces.Count - 1);
    }

    private static TotalCountPart Count(ListLevel level)
    {
        level.SelectsCount = true;
        return new TotalCountPart();
    }

    private ObjectWriter Edge(ListLevel level, SelectedField edges, IObjectGraphType connection, IReadOnlyList<string> path)
    {
        var type = (IObjectGraphType)connection.GetField("edges")!.ResolvedType!.GetNamedGraphType();
        var fields = new List<(string, FieldWriter)>();
        foreach (var field in collection.Collect(type, edges.SubSelections))
        {
            fields.Add((field.ResponseKey, field.Name switch
            {
                "cursor" => Cursor(level),
                "node" => At(field.Field, () => Object(level.Type, field.SubSelections, level, level.Select.Root, [.. path, field.ResponseKey])),
                _ => new ConstantWriter(Quoted(type.Name)),
            }));
        }

        return new ObjectWriter(fields);
    }

    private PageInfoPart PageInfo(ListLevel level, SelectedField pageInfo)
    {
        var fields = new List<(string, PageInfoField)>();
        foreach (var field in collection.Collect(Type("PageInfo"), pageInfo.SubSelections))
        {
            fields.Add((field.ResponseKey, field.Name switch
            {
                "hasNextPage" => PageInfoField.HasNextPage,
                "hasPreviousPage" => PageInfoField.HasPreviousPage,
                "startCursor" => PageInfoField.StartCursor,
                "endCursor" => PageInfoField.EndCursor,
                _ => PageInfoField.TypeName,
            }));
        }

        level.ReadsOneMore |= fields.Exists(field => field.Item2 is PageInfoField.HasNextPage or PageInfoField.HasPreviousPage);
        if (!fields.Exists(field => field.Item2 is PageInfoField.StartCursor or PageInfoField.EndCursor))
        {
            return new PageInfoPart(fields, -1);
        }

        level.Pieces.Add(Cursor(level));
        return new PageInfoPart(fields, level.Pieces.Count - 1);
    }

    private static CursorWriter Cursor(ListLevel level)
    {
        level.SelectsCursors = true;
        return new CursorWriter(level.Select);
    }
}
