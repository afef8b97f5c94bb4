using System.Text;
using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>
/// Says over objects what a filter says: two-valued logic as in C#, a missing to-one relation is an object of nulls, what the caller does not see
/// does not exist.
/// </summary>
internal static class FilterEvaluator
{
    /// <summary>Whether a row, or the lack of one, fulfils a filter.</summary>
    public static bool Holds(FilterType type, object? where, object? row, Observer observer) =>
        where is null || ((IReadOnlyDictionary<string, object?>)where).All(field => Holds(type, field.Key, field.Value, row, observer));

    private static bool Holds(FilterType type, string name, object? value, object? row, Observer observer)
    {
        if (value is null)
        {
            return true;
        }

        if (name is "and")
        {
            return Parts(value).All(part => Holds(type, part, row, observer));
        }

        if (name is "or")
        {
            return Parts(value) is { Count: > 0 } parts ? parts.Any(part => Holds(type, part, row, observer)) : true;
        }

        var operations = (IReadOnlyDictionary<string, object?>)value;
        return type.Fields.Single(field => field.Name == name) switch
        {
            ValueField field => Operations(operations, row is null ? null : field.Get(row)),
            OneField field => Holds(field.Target(), operations, row is null ? null : field.Get(row), observer),
            ManyField field => Quantified(field.Target(), operations, row is null ? [] : [.. field.Get(row).Where(observer.Sees)], observer),
            _ => throw new InvalidOperationException(name),
        };
    }

    private static bool Quantified(FilterType type, IReadOnlyDictionary<string, object?> operations, List<object> rows, Observer observer) =>
        operations.All(operation => operation.Value is null || operation.Key switch
        {
            "any" => (bool)operation.Value == rows.Count > 0,
            "some" => rows.Exists(row => Holds(type, operation.Value, row, observer)),
            "none" => !rows.Exists(row => Holds(type, operation.Value, row, observer)),
            _ => rows.TrueForAll(row => Holds(type, operation.Value, row, observer)),
        });

    private static bool Operations(IReadOnlyDictionary<string, object?> operations, object? value) =>
        operations.All(operation => operation.Key switch
        {
            "and" => operation.Value is null || Parts(operation.Value).All(part => Operations((IReadOnlyDictionary<string, object?>)part!, value)),
            "or" => operation.Value is null || Parts(operation.Value) is not { Count: > 0 } parts
                || parts.Any(part => Operations((IReadOnlyDictionary<string, object?>)part!, value)),
            _ => Operation(operation.Key, Plain(operation.Value), value),
        });

    private static bool Operation(string name, object? operand, object? value) => name switch
    {
        "eq" => Equals(value, operand),
        "in" => Parts(operand!).Any(item => Equals(value, Plain(item))),
        "gt" => Compare(value, operand) > 0,
        "gte" => Compare(value, operand) >= 0,
        "lt" => Compare(value, operand) < 0,
        "lte" => Compare(value, operand) <= 0,
        "contains" => value is string text && text.Contains((string)operand!, StringComparison.Ordinal),
        "startsWith" => value is string text && text.StartsWith((string)operand!, StringComparison.Ordinal),
        "endsWith" => value is string text && text.EndsWith((string)operand!, StringComparison.Ordinal),
        _ => !Operation(name[1..], operand, value),
    };

    // As C# lifts them: a comparison with null is false.
    private static int? Compare(object? value, object? operand) => value is null ? null : ((IComparable)value).CompareTo(operand);

    private static object? Plain(object? operand) => operand switch
    {
        EnumLiteral member => member.Name,
        string text => text.Normalize(NormalizationForm.FormC),
        _ => operand,
    };

    private static List<object?> Parts(object value) => (List<object?>)value;
}
