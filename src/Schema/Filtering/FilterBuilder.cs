using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Filtering;

/// <summary>
/// Turns a coerced <c>where</c> into a condition. Two-valued logic, as in C#: negative operators include nulls, and a missing to-one relation
/// behaves like an object whose fields are all null.
/// </summary>
/// <param name="caller">Whose rights count.</param>
/// <param name="day">Index of the day as of which the values are meant.</param>
/// <exception cref="InvalidInputException">An operand is null where none may be, or a field is not the caller's to see.</exception>
internal sealed class FilterBuilder(Caller caller, int day)
{
    /// <summary>Lists within lists that a filter may go through: each multiplies what the database looks at.</summary>
    internal const int MaxLists = 4;

    private static readonly GraphQLError TooManyLists = new(ErrorCodes.TooCostly, new(
        $"A filter may go through at most {MaxLists} nested lists (some, none, all, any); start from the other object, or send several requests.",
        $"Điều kiện lọc chỉ được đi qua tối đa {MaxLists} danh sách lồng nhau (some, none, all, any); hãy truy vấn từ đối tượng ở đầu kia, hoặc chia thành nhiều yêu cầu."))
    {
        Extensions = [new("maxFilterLists", MaxLists)],
    };

    private int lists;

    /// <summary>The condition on rows of a type; null and an empty object say nothing.</summary>
    public Condition Build(TypeBinding type, InputObject? where)
    {
        if (where is null || where.Fields.Count == 0)
        {
            return Condition.Always;
        }

        var parts = new List<Condition>(where.Fields.Count);
        foreach (var (name, value) in where.Fields)
        {
            if (value is not null)
            {
                parts.Add(Field(type, name, value));
            }
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private Condition Field(TypeBinding type, string name, object value)
    {
        switch (name)
        {
            case "and":
                return new AllOf([.. Objects(value).Select(part => Build(type, part))]);
            case "or":
                return Objects(value) is { Count: > 0 } parts ? new AnyOf([.. parts.Select(part => Build(type, part))]) : Condition.Always;
        }

        var binding = type.Fields[name];
        if (binding.ReadableBy != Role.None && !caller.HasAny(binding.ReadableBy))
        {
            throw new InvalidInputException(AuthorizationErrors.For(caller, binding.ReadableBy));
        }

        var where = (InputObject)value;
        return binding switch
        {
            IdBinding => Ids(where, new IdColumn(type, caller)),
            SubjectIdBinding subject => Ids(where, new IdColumn(subject, caller)),
            ColumnBinding column => Operations(ColumnOperand.On(day, column.Column), where),
            OperandBinding operand => Operations(operand.Operand(caller, day), where),
            ThroughBinding through => Target(through.Relation, through.Target(), new InputObject([new(through.Field, where)])),
            ToOneBinding toOne => Target(toOne.Relation, toOne.Target(), where),
            ListBinding list => Quantify(list.Relation, list.Target(), where),
            FieldNamesBinding names => Quantify(names, where),
            ConnectionBinding { Relation: { } relation } connection => Quantify(relation, connection.Target(), where),
            _ => throw new InvalidOperationException($"{type.TypeName}.{name} cannot be filtered by."),
        };
    }

    // What can be said of the foreign key alone is said of it, without a join.
    private Condition Target(ToOne relation, TypeBinding target, InputObject where)
    {
        var parts = new List<Condition>(where.Fields.Count);
        foreach (var (name, value) in where.Fields)
        {
            if (value is null)
            {
                continue;
            }

            if (target.Fields.GetValueOrDefault(name) is IdBinding && target.KindColumn is null)
            {
                parts.Add(Ids((InputObject)value, new IdColumn(target, relation.ForeignKey, caller)));
            }
            else if (target.Fields.GetValueOrDefault(name) is ColumnBinding { IsUnique: true } column && UniqueValues((InputObject)value) is { } values)
            {
                parts.Add(new ThroughKey(relation, column.Column, values));
            }
            else
            {
                parts.Add(new Through(relation, Field(target, name, value)));
            }
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private static IReadOnlyList<object>? UniqueValues(InputObject operations)
    {
        if (operations.Fields.Count != 1)
        {
            return null;
        }

        return operations.Fields[0] switch
        {
            { Key: "eq", Value: string text } => [NormalForm.Of(text)],
            { Key: "in", Value: IReadOnlyList<object?> values } when values.Count > 0 && !values.Contains(null) =>
                [.. values.Select(value => (object)NormalForm.Of((string)value!))],
            _ => null,
        };
    }

    private Condition Quantify(ToMany relation, TypeBinding target, InputObject where)
    {
        if (++lists > MaxLists)
        {
            throw new InvalidInputException(TooManyLists);
        }

        var condition = Quantify(
            where, element => Build(target, element), (inner, quantifier) => new Quantified(relation, target.VisibleTo(caller), inner, quantifier));
        lists--;
        return condition;
    }

    // What a caller may not know of is not among the names for it.
    private Condition Quantify(FieldNamesBinding names, InputObject where)
    {
        var element = new ElementOperand();
        var visible = caller.HasAny(names.SeenBy)
            ? Condition.Always
            : new Negation(new Membership(element, [.. names.Restricted.Order(StringComparer.Ordinal)], false));
        return Quantify(where, operations => Operations(element, operations), (inner, quantifier) => Sifted(names, inner, quantifier, visible));
    }

    // A name is looked for in the list's text first, which costs a tenth of reading the list.
    private static Condition Sifted(FieldNamesBinding names, Condition inner, Quantifier quantifier, Condition visible)
    {
        var elements = new QuantifiedElements(names.Column, visible, inner, quantifier);
        return quantifier == Quantifier.Some && inner is Comparison { Kind: ComparisonKind.Equal, Value: string name } && name.All(char.IsAsciiLetter)
            ? new AllOf([new TextMatch(new ColumnOperand(names.Column), TextMatchKind.Contains, $"\"{name}\""), elements])
            : elements;
    }

    private static Condition Quantify(InputObject where, Func<InputObject, Condition> build, Func<Condition, Quantifier, Condition> quantify)
    {
        var parts = new List<Condition>(where.Fields.Count);
        foreach (var (name, value) in where.Fields)
        {
            if (value is null)
            {
                continue;
            }

            parts.Add(name == "any"
                ? quantify(Condition.Always, (bool)value ? Quantifier.Some : Quantifier.None)
                : quantify(build((InputObject)value), name switch
                {
                    "some" => Quantifier.Some,
                    "none" => Quantifier.None,
                    _ => Quantifier.All,
                }));
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private static Condition Ids(InputObject operations, IdColumn column)
    {
        var parts = new List<Condition>(operations.Fields.Count);
        foreach (var (name, value) in operations.Fields)
        {
            parts.Add(name switch
            {
                "eq" => column.IsOneOf([value]),
                "neq" => new Negation(column.IsOneOf([value])),
                "in" => value is null ? throw NullOperand(name) : column.IsOneOf((IReadOnlyList<object?>)value),
                _ => value is null ? throw NullOperand(name) : new Negation(column.IsOneOf((IReadOnlyList<object?>)value)),
            });
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private static Condition Operations(Operand operand, InputObject operations)
    {
        var parts = new List<Condition>(operations.Fields.Count);
        foreach (var (name, value) in operations.Fields)
        {
            switch (name)
            {
                case "and" when value is not null:
                    parts.Add(new AllOf([.. Objects(value).Select(part => Operations(operand, part))]));
                    break;
                case "or" when value is not null:
                    if (Objects(value) is { Count: > 0 } alternatives)
                    {
                        parts.Add(new AnyOf([.. alternatives.Select(part => Operations(operand, part))]));
                    }

                    break;
                case "and" or "or":
                    break;
                default:
                    parts.Add(Operation(operand, name, value));
                    break;
            }
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private static Condition Operation(Operand operand, string name, object? value)
    {
        switch (name)
        {
            case "eq":
                return new Comparison(operand, ComparisonKind.Equal, Stored(value, operand.Type));
            case "neq":
                return new Comparison(operand, ComparisonKind.NotEqual, Stored(value, operand.Type));
        }

        if (value is null)
        {
            throw NullOperand(name);
        }

        if (name is "in" or "nin")
        {
            var values = (IReadOnlyList<object?>)value;
            var member = new Membership(
                operand, [.. values.Where(item => item is not null).Select(item => Stored(item, operand.Type)!)], values.Contains(null));
            return name == "in" ? member : new Negation(member);
        }

        return name switch
        {
            "gt" => new Comparison(operand, ComparisonKind.Greater, Stored(value, operand.Type)),
            "gte" => new Comparison(operand, ComparisonKind.GreaterOrEqual, Stored(value, operand.Type)),
            "lt" => new Comparison(operand, ComparisonKind.Less, Stored(value, operand.Type)),
            "lte" => new Comparison(operand, ComparisonKind.LessOrEqual, Stored(value, operand.Type)),
            "contains" => Match(operand, TextMatchKind.Contains, (string)value),
            "startsWith" => Match(operand, TextMatchKind.StartsWith, (string)value),
            "endsWith" => Match(operand, TextMatchKind.EndsWith, (string)value),
            // ngt, ngte, nlt, nlte, ncontains, nstartsWith, nendsWith
            _ => new Negation(Operation(operand, name[1..], value)),
        };
    }

    // Every text that there is contains the empty one.
    private static Condition Match(Operand operand, TextMatchKind kind, string value) => value.Length == 0
        ? new Comparison(operand, ComparisonKind.NotEqual, null)
        : new TextMatch(operand, kind, NormalForm.Of(value));

    private static object? Stored(object? value, ColumnType type) => value switch
    {
        EnumValue member => member.Position,
        string text => NormalForm.Of(text),
        int number when type == ColumnType.Long => (long)number,
        int number when type == ColumnType.Double => (double)number,
        long number when type == ColumnType.Double => (double)number,
        int number when type == ColumnType.Short => (short)number,
        decimal number => (double)number,
        DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
        Uri uri => uri.OriginalString,
        _ => value,
    };

    private static IReadOnlyList<InputObject> Objects(object value) => [.. ((IReadOnlyList<object?>)value).Cast<InputObject>()];

    private static InvalidInputException NullOperand(string operation) => new(new GraphQLError(ErrorCodes.NullOperand, new(
        $"'{operation}' may not be null; use eq or neq to test for null.", $"'{operation}' không được là null; dùng eq hoặc neq để kiểm tra null."))
    {
        Extensions = [new("operation", operation)],
    });
}
