using GraphQL.Types;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Costs;

/// <summary>
/// What arguments make the database do beyond a page that an index has in order: look at every row, follow relations, sort. A point is about a millisecond
/// over 20,000 tasks, on the slower engine (docs/decisions.md), so that the limit of an operation is a limit of the time that it can take.
/// </summary>
internal static class ScanCost
{
    private const double Search = 30;
    private const double ShortWords = 15;
    private const double LettersAtOnce = 50;
    private const double Word = 3;
    private const double LongText = 12;
    private const double Text = 6;
    private const double TextStart = 2;
    private const double Value = 1;
    private const double ValuesAtOnce = 50;
    private const double WorkedOut = 30;
    private const double WorkedOutOfPastDay = 60;
    private const double ToOne = 2;
    private const double ToMany = 5;
    private const double Sort = 20;
    private const double SortKey = 2;
    private const double SortThrough = 10;
    private const double Branches = 4;
    private const double Counting = 40;
    private const double CountingBy = 40;
    private const double PastDay = 20;

    // Subqueries beside each other cost SQLite more than their sum: with so many, twice as much.
    private const double Crowd = 8;

    // PostgreSQL's index of texts has pieces of three letters: words that are all shorter are looked for in every row.
    private const int Trigram = 3;

    private static readonly string[] Looking = ["where", "search", "order"];

    // A section's tasks, where a task leads to them: the more a section has, the more tasks lead there.
    private const int Connection = 40;

    // What is worked out from other rows for each task.
    private static readonly HashSet<(string Type, string Field)> FromOtherRows = [("TaskFilterInput", "timeliness"), ("TaskFilterInput", "hasOpenCoordination")];

    /// <summary>The points of one statement.</summary>
    /// <param name="definition">The field.</param>
    /// <param name="argument">Its arguments, coerced; null where one is not given.</param>
    /// <param name="isOfPastDay">Whether it is read as of a day, by <c>@asOf</c>.</param>
    public static double Of(FieldType definition, Func<string, object?> argument, bool isOfPastDay)
    {
        isOfPastDay |= argument("asOf") is not null;
        var filter = 0d;
        if (argument("where") is InputObject where && definition.Arguments?.Find("where")?.ResolvedType is IInputObjectGraphType type)
        {
            filter += new Filters(isOfPastDay ? WorkedOutOfPastDay : WorkedOut).Scope(type, where);
        }

        if (argument("search") is string search)
        {
            var words = search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            filter += Search + (Word * words.Length) + Math.Floor(search.Length / LettersAtOnce) + (Array.Exists(words, word => word.Length >= Trigram) ? 0 : ShortWords);
        }

        if (IsStatistics(definition))
        {
            return Counting + (CountingBy * Groups(argument("groupBy")).Count()) + filter + (isOfPastDay ? PastDay : 0);
        }

        var keys = argument("order") as IReadOnlyList<object?> ?? [];
        var sort = keys.Count == 0 ? 0 : Sort + keys.OfType<InputObject>().Sum(Key);
        // A place in an order of one's own falls into a branch for each key, of which most end early.
        var looked = filter + sort;
        var branches = keys.Count > 0 && (argument("after") is not null || argument("before") is not null) ? 1 + (keys.Count / Branches) : 1;
        return (looked + (isOfPastDay && looked > 0 ? PastDay : 0)) * branches;
    }

    /// <summary>Whether the field's arguments decide what its statements look through.</summary>
    public static bool Concerns(FieldType definition) =>
        IsStatistics(definition) || Array.Exists(Looking, name => definition.Arguments?.Find(name) is not null);

    /// <summary>Whether the field counts tasks, all of them in each of its statements.</summary>
    public static bool IsStatistics(FieldType definition) => definition.ResolvedType!.GetNamedGraphType().Name == "TaskStatistics";

    /// <summary>The keys of statistics, each once.</summary>
    public static IEnumerable<string> Groups(object? groupBy) =>
        (groupBy as IReadOnlyList<object?> ?? []).OfType<EnumValue>().Select(group => group.Name).Distinct();

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

    /// <summary>The points of conditions.</summary>
    /// <param name="workedOut">What a field costs that is worked out from other rows.</param>
    private sealed class Filters(double workedOut)
    {
        // The conditions on the rows of one table, relations to one row included; those on the rows of a list are a scope of their own.
        public double Scope(IInputObjectGraphType type, InputObject where)
        {
            var subqueries = 0;
            var points = Filter(type, where, ref subqueries);
            return points * (1 + (Math.Max(0, subqueries - 1) / Crowd));
        }

        private double Filter(IInputObjectGraphType type, InputObject where, ref int subqueries)
        {
            var sum = 0d;
            foreach (var (name, value) in where.Fields)
            {
                if (value is IReadOnlyList<object?> parts)
                {
                    foreach (var part in parts.OfType<InputObject>())
                    {
                        sum += Filter(type, part, ref subqueries);
                    }
                }
                else if (value is InputObject conditions && type.GetField(name)?.ResolvedType?.GetNamedGraphType() is IInputObjectGraphType inner)
                {
                    sum += Condition(type, name, inner, conditions, ref subqueries);
                }
            }

            return sum;
        }

        private double Condition(IInputObjectGraphType type, string name, IInputObjectGraphType inner, InputObject conditions, ref int subqueries)
        {
            if (inner.Name.StartsWith(FilterFamily.ListFilter, StringComparison.Ordinal))
            {
                subqueries += conditions.Fields.Count;
                return conditions.Fields.Sum(quantified => quantified.Value switch
                {
                    InputObject elements when inner.GetField(quantified.Key)?.ResolvedType?.GetNamedGraphType() is IInputObjectGraphType element =>
                        ToMany + (Size(type, name) * Math.Max(Value, Scope(element, elements))),
                    null => 0,
                    _ => ToMany,
                });
            }

            if (!inner.Name.EndsWith(FilterFamily.OperationFilter, StringComparison.Ordinal))
            {
                return ToOne + Filter(inner, conditions, ref subqueries);
            }

            var isWorkedOut = FromOtherRows.Contains((type.Name, name));
            subqueries += isWorkedOut ? conditions.Fields.Count : 0;
            return Operations(isWorkedOut ? workedOut : Value, name == "content" ? LongText : Text, conditions);
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
    }
}
