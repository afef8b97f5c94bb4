using System.Globalization;
using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Operations;

namespace KGPlanGraph.Schema.Addresses;

/// <summary>A query that is answered at an HTTP address of its own: what <c>@http</c> of a <c>.graphql</c> file says.</summary>
public sealed record Address
{
    /// <summary>The parameter of the query string that names a format, in all addresses.</summary>
    public const string FormatParameter = "format";

    /// <summary>The operation's name, e.g. <c>OverdueDeadlines</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The route with its variables in braces, e.g. <c>/api/v1/agencies/{agency}/overdue-deadlines</c>.</summary>
    public required string Route { get; init; }

    /// <summary>The comments above the operation, one line; empty without any.</summary>
    public required string Summary { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the document without <c>@http</c>: a trusted document.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The variables, in the order of their definitions.</summary>
    public required IReadOnlyList<AddressParameter> Parameters { get; init; }

    /// <summary>Whether the root field gives one object, a list or a connection.</summary>
    public required RootShape Shape { get; init; }

    /// <summary>The validated operation.</summary>
    internal CachedOperation Operation { get; init; } = null!;

    /// <summary>
    /// The variables' JSON object of one request, or what is wrong with it: an error whose extension <c>parameter</c> names the culprit.
    /// </summary>
    /// <param name="path">The value of a variable that is part of the path; null where the path has none of this name.</param>
    /// <param name="query">The pairs of the query string, decoded, in their order.</param>
    /// <param name="json">Where the object is written.</param>
    public GraphQLError? WriteVariables(Func<string, string?> path, IEnumerable<KeyValuePair<string, string>> query, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(json);
        var given = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (name, value) in query)
        {
            if (!Parameters.Any(parameter => !parameter.IsInPath && parameter.Name == name))
            {
                return AddressParameter.Fault(name, new(
                    $"There is no parameter '{name}' here.", $"Địa chỉ này không có tham số '{name}'."));
            }

            if (!given.TryGetValue(name, out var values))
            {
                given.Add(name, values = []);
            }

            values.Add(value);
        }

        json.WriteStartObject();
        foreach (var parameter in Parameters)
        {
            var values = parameter.IsInPath ? path(parameter.Name) is { } segment ? [segment] : null : given.GetValueOrDefault(parameter.Name);
            if (values is null && !parameter.IsRequired)
            {
                continue;
            }

            if (parameter.Write(values ?? [], json) is { } fault)
            {
                return fault;
            }
        }

        json.WriteEndObject();
        return null;
    }
}

/// <summary>What the root field of an address gives.</summary>
public enum RootShape
{
    /// <summary>One object, or nothing.</summary>
    Object,

    /// <summary>A plain list.</summary>
    List,

    /// <summary>A cursor connection.</summary>
    Connection,
}

/// <summary>A variable of an address: where its value stands, and how it becomes JSON.</summary>
public sealed class AddressParameter
{
    /// <summary>The longest part of a value that a message repeats.</summary>
    private const int LongestShown = 100;

    internal AddressParameter(string name, IGraphType type, bool isInPath, bool hasDefault)
    {
        Name = name;
        Type = type;
        IsInPath = isInPath;
        IsRequired = isInPath || (type is NonNullGraphType && !hasDefault);
        var nullable = type is NonNullGraphType nonNull ? nonNull.ResolvedType! : type;
        IsList = nullable is ListGraphType;
        Named = type.GetNamedType();
    }

    /// <summary>The variable's name, without <c>$</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it is a segment of the path; otherwise it is a parameter of the query string.</summary>
    public bool IsInPath { get; }

    /// <summary>Whether a request must have it.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether it may be repeated.</summary>
    public bool IsList { get; }

    /// <summary>The variable's type.</summary>
    internal IGraphType Type { get; }

    /// <summary>The scalar or enum in it.</summary>
    internal IGraphType Named { get; }

    /// <summary>The error of a value that cannot be read.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="wanted">What it must be.</param>
    /// <param name="value">What it is.</param>
    public static GraphQLError Unreadable(string name, string wanted, string value) => Fault(name, new(
        $"The parameter '{name}' must be {wanted}, but is '{Shortened(value)}'.", $"Tham số '{name}' phải là {wanted}, nhưng là '{Shortened(value)}'."));

    /// <summary>An error that names the parameter.</summary>
    internal static GraphQLError Fault(string name, LocalizedText message) =>
        new(ErrorCodes.InvalidVariable, message) { Extensions = [new("parameter", Shortened(name))] };

    /// <summary>Writes the member of the variables' object, or says what is wrong with the values.</summary>
    internal GraphQLError? Write(IReadOnlyList<string> values, Utf8JsonWriter json)
    {
        if (values.Count == 0)
        {
            return Fault(Name, new($"The parameter '{Name}' is missing.", $"Thiếu tham số '{Name}'."));
        }

        if (values.Count > 1 && !IsList)
        {
            return Fault(Name, new($"The parameter '{Name}' occurs more than once.", $"Tham số '{Name}' xuất hiện nhiều lần."));
        }

        using var bytes = new MemoryStream();
        using (var element = new Utf8JsonWriter(bytes))
        {
            if (IsList)
            {
                element.WriteStartArray();
            }

            foreach (var value in values)
            {
                if (!WriteValue(value, element))
                {
                    return Unreadable(value);
                }
            }

            if (IsList)
            {
                element.WriteEndArray();
            }
        }

        using var document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        try
        {
            InputCoercion.Json(Type, document.RootElement, "$" + Name);
        }
        catch (InvalidInputException)
        {
            return Unreadable(values.Count == 1 ? values[0] : string.Join(", ", values));
        }

        json.WritePropertyName(Name);
        document.RootElement.WriteTo(json);
        return null;
    }

    private bool WriteValue(string value, Utf8JsonWriter json)
    {
        switch (Named.Name)
        {
            case "Int" or "Long" when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                json.WriteNumberValue(number);
                return true;
            case "Float" when double.TryParse(
                value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number):
                json.WriteNumberValue(number);
                return true;
            case "Boolean" when value is "true" or "false":
                json.WriteBooleanValue(value == "true");
                return true;
            case "Int" or "Long" or "Float" or "Boolean":
                return false;
            default:
                if (value.Contains('\0') || !IsWellFormed(value))
                {
                    return false;
                }

                json.WriteStringValue(value);
                return true;
        }
    }

    private GraphQLError Unreadable(string value) => Unreadable(Name, Named.Name, value);

    private static string Shortened(string value)
    {
        var text = value.Replace("\0", "\\0", StringComparison.Ordinal);
        return text.Length > LongestShown ? text[..LongestShown] + "…" : text;
    }

    private static bool IsWellFormed(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (char.IsHighSurrogate(value[index]) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(value[index]))
            {
                return false;
            }
        }

        return true;
    }
}
