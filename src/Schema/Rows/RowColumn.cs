using System.Text;
using System.Text.Json;
using GraphQL.Types;
using KGPlanGraph.Schema.Compilation;

namespace KGPlanGraph.Schema.Rows;

/// <summary>A column of rows: a leaf of the selection.</summary>
/// <param name="Path">Response keys from the row to the leaf.</param>
/// <param name="Kind">What its values are.</param>
public sealed record RowColumn(IReadOnlyList<string> Path, RowValueKind Kind)
{
    private const string Separator = "; ";

    // As they stand in the rows: looking for a text would encode it each time.
    private readonly byte[][] keys = [.. Path.Select(key => Encoding.UTF8.GetBytes(key))];

    /// <summary>The path with dots, e.g. <c>leadAgency.code</c>.</summary>
    public string Name { get; } = string.Join('.', Path);

    /// <summary>
    /// The value of a row; <see cref="JsonValueKind.Undefined"/> for null, <see cref="JsonValueKind.Array"/> where it has several, of which <see cref="JoinedOf"/> makes one.
    /// </summary>
    public JsonElement ValueOf(JsonElement row)
    {
        foreach (var key in keys)
        {
            if (row.ValueKind == JsonValueKind.Array)
            {
                return row;
            }

            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(key, out row))
            {
                return default;
            }
        }

        return row.ValueKind == JsonValueKind.Null ? default : row;
    }

    /// <summary>The values of a list, joined by "; ".</summary>
    /// <param name="row">The row.</param>
    /// <param name="isText">False where it is one number or boolean alone.</param>
    public string JoinedOf(JsonElement row, out bool isText)
    {
        var values = new List<JsonElement>();
        Collect(row, 0, values);
        isText = values is not [{ ValueKind: not JsonValueKind.String }];
        return string.Join(Separator, values.Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()));
    }

    private void Collect(JsonElement value, int depth, List<JsonElement> values)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Collect(item, depth, values);
            }
        }
        else if (depth == Path.Count)
        {
            if (value.ValueKind != JsonValueKind.Null)
            {
                values.Add(value);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Path[depth], out var inner))
        {
            Collect(inner, depth + 1, values);
        }
    }
}

/// <summary>What the values of a column are.</summary>
public enum RowValueKind
{
    Text,
    Number,
    Boolean,

    /// <summary>A day, as 2022-05-31.</summary>
    Date,

    /// <summary>An instant, as 2022-05-31T08:00:00Z.</summary>
    Instant,

    /// <summary>Several values of any kind.</summary>
    List,
}

/// <summary>Finds the leaves of a selection, in its order.</summary>
internal sealed class RowColumns(FieldCollection collection)
{
    private readonly List<RowColumn> columns = [];

    public IReadOnlyList<RowColumn> Of(IGraphType type, IReadOnlyList<SelectedField> fields)
    {
        Add(type, fields, [], isList: false);
        return columns;
    }

    /// <summary>What is selected of a type; of an interface: of each type that it may be, each response key once.</summary>
    public IReadOnlyList<SelectedField> Collect(IGraphType type, IEnumerable<GraphQLParser.AST.GraphQLSelectionSet> selections) => type switch
    {
        IAbstractGraphType general => [.. general.PossibleTypes.SelectMany(possible => collection.Collect(possible, selections)).DistinctBy(field => field.ResponseKey)],
        IObjectGraphType given => collection.Collect(given, selections),
        _ => [],
    };

    private void Add(IGraphType type, IReadOnlyList<SelectedField> fields, IReadOnlyList<string> path, bool isList)
    {
        foreach (var field in fields)
        {
            IReadOnlyList<string> fieldPath = [.. path, field.ResponseKey];
            if (TypeOf(type, field.Name) is not { } fieldType)
            {
                columns.Add(new RowColumn(fieldPath, isList ? RowValueKind.List : RowValueKind.Text));
                continue;
            }

            var nullable = fieldType is NonNullGraphType nonNull ? nonNull.ResolvedType! : fieldType;
            var isInList = isList || nullable is ListGraphType;
            var named = fieldType.GetNamedGraphType();
            if (named is ScalarGraphType)
            {
                columns.Add(new RowColumn(fieldPath, isInList ? RowValueKind.List : KindOf(named.Name)));
            }
            else
            {
                Add(named, Collect(named, field.SubSelections), fieldPath, isInList);
            }
        }
    }

    // Null for __typename.
    private static IGraphType? TypeOf(IGraphType type, string field) => type switch
    {
        IAbstractGraphType general => (type as IComplexGraphType)?.GetField(field)?.ResolvedType
            ?? general.PossibleTypes.Select(possible => possible.GetField(field)?.ResolvedType).FirstOrDefault(found => found is not null),
        IComplexGraphType given => given.GetField(field)?.ResolvedType,
        _ => null,
    };

    private static RowValueKind KindOf(string type) => type switch
    {
        "Int" or "Float" or "Long" => RowValueKind.Number,
        "Boolean" => RowValueKind.Boolean,
        "LocalDate" => RowValueKind.Date,
        "DateTime" => RowValueKind.Instant,
        _ => RowValueKind.Text,
    };
}
