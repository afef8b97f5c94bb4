using GraphQL.Types;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Input;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Schema.Costs;

/// <summary>
/// What arguments make the database do beyond a page that an index has in order: look at every row, follow relations, sort. A point is about a millisecond
/// over 20,000 tasks, on the slower engine (docs/decisions.md), so that the limit of an operation is a limit of the time that it can take.
/// </summary>
internal static class ScanCost
{
    private const double Search = 10;
    private const double Word = 3;
    private const double LongText = 10;
    private const double Text = 5;
    private const double TextStart = 2;
    private const double Value = 1;
    private const double ValuesAtOnce = 50;
    private const double WorkedOut = 20;
    private const double ToOne = 2;
    private const double ToMany = 5;
    private const double Sort = 10;
    private const double SortKey = 2;
    private const double SortThrough = 5;
    private const double Counting = 20;
    private const double CountingBy = 15;

    // A section's tasks, where a task leads to them: the more a section has, the more tasks lead there.
    private const int Connection = 40;

    // What is worked out from other rows for each task.
    private static readonly HashSet<(string Type, string Field)> FromOtherRows = [("TaskFilterInput", "timeliness"), ("TaskFilterInput", "hasOpenCoordination")];

    /// <summary>The points of one statement.</summary>
    /// <param name="definition">The field.</param>
    /// <param name="argument">Its arguments, coerced; null where one is not given.</param>
    public static double Of(FieldType definition, Func<string, object?> argument)
    {
        var filter = 0d;
        if (argument("where") is InputObject where && definition.Arguments?.Find("where")?.ResolvedType is IInputObjectGraphType type)
        {
            filter += Filter(type, where);
        }

        if (argument("search") is string search)
        {
            filter += Search + (Word * search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        }

        if (definition.Arguments?.Find("groupBy") is not null)
        {
            return Counting + (CountingBy * Groups(argument("groupBy")).Count()) + filter;
        }

        var keys = argument("order") as IReadOnlyList<object?> ?? [];
        var sort = keys.Count == 0 ? 0 : Sort + keys.OfType<InputObject>().Sum(Key);
        // A place in an order of one's own falls into a branch for each key, which looks through all rows by itself.
        var branches = keys.Count > 0 && (argument("after") is not null || argument("before") is not null) ? 1 + keys.Count : 1;
        return (filter + sort) * branches;
    }

    /// <summary>The keys of statistics, each once.</summary>
    public static IEnumerable<string> Groups(object? groupBy) =>
        (groupBy as IReadOnlyList<object?> ?? []).OfType<EnumValue>().Select(group => group.Name).Distinct();

    private static double Filter(IInputObjectGraphType type, InputObject where)
    {
        var sum = 0d;
        foreach (var (name, value) in where.Fields)
        {
            sum += value switch
            {
                IReadOnlyList<object?> parts => parts.OfType<InputObject>().Sum(part => Filter(type, part)),
                InputObject conditions when type.GetField(name)?.ResolvedType?.GetNamedGraphType() is IInputObjectGraphType inner =>
                    Condition(type, name, inner, conditions),
                _ => 0,
            };
        }

        return sum;
    }

    private static double Condition(IInputObjectGraphType type, string name, IInputObjectGraphType inner, InputObject conditions)
    {
        if (inner.Name.StartsWith(FilterFamily.ListFilter, StringComparison.Ordinal))
        {
            return conditions.Fields.Sum(quantified => quantified.Value switch
            {
                InputObject elements when inner.GetField(quantified.Key)?.ResolvedType?.GetNamedGraphType() is IInputObjectGraphType element =>
                    ToMany + (Size(type, name) * Math.Max(Value, Filter(element, elements))),
                null => 0,
                _ => ToMany,
            });
        }

        return inner.Name.EndsWith(FilterFamily.OperationFilter, StringComparison.Ordinal)
            ? Operations(FromOtherRows.Contains((type.Name, name)) ? WorkedOut : Value, name == "content" ? LongText : Text, conditions)
            : ToOne + Filter(inner, conditions);
    }

    private static double Operations(double value, double text, InputObject operations)
    {
        var sum = 0d;
        foreach (var (name, operand) in operations.Fields)
        {
            sum += (name, operand) switch
            {
                ("and" or "or", IReadOnlyList<object?> parts) => parts.OfType<InputObject>().Sum(part => Operations(value, text, part)),
                (_, IReadOnlyList<object?> values) => value + (values.Count / ValuesAtOnce),
                ("contains" or "ncontains" or "endsWith" or "nendsWith", _) => text,
                ("startsWith" or "nstartsWith", _) => TextStart,
                _ => value,
            };
        }

        return sum;
    }

    private static double Key(InputObject key)
    {
        var points = SortKey;
        while (key.Fields is [{ Value: InputObject inner }, ..])
        {
            points += SortThrough;
            key = inner;
        }

        return points;
    }

    // TaskFilterInput, coordinators → Task.coordinators
    private static int Size(IInputObjectGraphType type, string field) =>
        FieldWeights.Of(type.Name[..^FilterFamily.Filter.Length], field)?.AssumedSize ?? Connection;
}
