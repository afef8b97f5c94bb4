using System.Text.Json;
using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Input;

/// <summary>
/// Turns literals and the variables' JSON into values, by the specification's rules for input coercion. Literals have been validated; what can
/// still be wrong is in the variables.
/// </summary>
internal static class InputCoercion
{
    /// <summary>An argument's or input field's literal with the variables put in.</summary>
    /// <param name="type">The place's type.</param>
    /// <param name="literal">The literal.</param>
    /// <param name="variables">Coerced variables; one that is absent was not given and has no default.</param>
    public static object? Literal(IGraphType type, GraphQLValue literal, IReadOnlyDictionary<string, object?> variables)
    {
        if (literal is GraphQLVariable variable)
        {
            variables.TryGetValue(variable.Name.StringValue, out var given);
            if (given is null && type is NonNullGraphType)
            {
                throw new InvalidInputException(NonNull($"${variable.Name.StringValue}"));
            }

            return given;
        }

        if (type is NonNullGraphType nonNull)
        {
            return literal is GraphQLNullValue ? throw new InvalidInputException(NonNull("null")) : Literal(nonNull.ResolvedType!, literal, variables);
        }

        if (literal is GraphQLNullValue)
        {
            return null;
        }

        switch (type)
        {
            case ListGraphType list:
                if (literal is not GraphQLListValue items)
                {
                    return new[] { Literal(list.ResolvedType!, literal, variables) };
                }

                var values = new object?[items.Values?.Count ?? 0];
                for (var index = 0; index < values.Length; index++)
                {
                    values[index] = Literal(list.ResolvedType!, items.Values![index], variables);
                }

                return values;
            case EnumerationGraphType enumeration:
                return literal is GraphQLEnumValue name && Enum(enumeration, name.Name.StringValue) is { } value ? value : throw Invalid(type);
            case IInputObjectGraphType inputType when literal is GraphQLObjectValue given:
                return Object(inputType, given, variables);
            case ScalarGraphType scalar:
                return Scalar(() => scalar.ParseLiteral(literal), type);
            default:
                throw Invalid(type);
        }
    }

    /// <summary>A variable's JSON.</summary>
    public static object? Json(IGraphType type, JsonElement json, string path)
    {
        if (type is NonNullGraphType nonNull)
        {
            return json.ValueKind == JsonValueKind.Null ? throw new InvalidInputException(NonNull(path)) : Json(nonNull.ResolvedType!, json, path);
        }

        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        switch (type)
        {
            case ListGraphType list:
                if (json.ValueKind != JsonValueKind.Array)
                {
                    return new[] { Json(list.ResolvedType!, json, path) };
                }

                var values = new object?[json.GetArrayLength()];
                var index = 0;
                foreach (var item in json.EnumerateArray())
                {
                    values[index] = Json(list.ResolvedType!, item, $"{path}[{index}]");
                    index++;
                }

                return values;
            case EnumerationGraphType enumeration:
                return json.ValueKind == JsonValueKind.String && Enum(enumeration, json.GetString()!) is { } value
                    ? value
                    : throw Invalid(type, path);
            case IInputObjectGraphType inputType:
                return json.ValueKind == JsonValueKind.Object ? Object(inputType, json, path) : throw Invalid(type, path);
            case ScalarGraphType scalar:
                return Scalar(() => scalar.ParseValue(Plain(json)), type, path);
            default:
                throw Invalid(type, path);
        }
    }

    /// <summary>What an argument or input field stands for where the caller says nothing; false where that is nothing.</summary>
    public static bool TryDefault(QueryArgument argument, out object? value) => TryDefault(argument.ResolvedType!, argument.DefaultValue, out value);

    private static bool TryDefault(IGraphType type, object? given, out object? value)
    {
        // graphql-dotnet keeps a default as a literal or as a parsed value, by where the schema came from.
        value = given switch
        {
            null => null,
            GraphQLValue literal => Literal(type, literal, new Dictionary<string, object?>()),
            _ => Parsed(type, given),
        };
        return given is not null;
    }

    private static object? Parsed(IGraphType type, object? given) => type switch
    {
        NonNullGraphType nonNull => Parsed(nonNull.ResolvedType!, given),
        ListGraphType list when given is System.Collections.IEnumerable items and not string =>
            items.Cast<object?>().Select(item => Parsed(list.ResolvedType!, item)).ToArray(),
        EnumerationGraphType enumeration => Enum(enumeration, given is string name ? name : enumeration.Serialize(given)?.ToString() ?? ""),
        _ => given,
    };

    private static EnumValue? Enum(EnumerationGraphType enumeration, string name)
    {
        short position = 0;
        foreach (var value in enumeration.Values)
        {
            if (value.Name == name)
            {
                return new EnumValue(value.Name, position);
            }

            position++;
        }

        return null;
    }

    private static InputObject Object(IInputObjectGraphType type, GraphQLObjectValue given, IReadOnlyDictionary<string, object?> variables)
    {
        var shape = InputShape.Of(type);
        var fields = new List<KeyValuePair<string, object?>>(given.Fields?.Count ?? 0);
        foreach (var field in shape.IsDemanding ? type.Fields : [])
        {
            if (!IsGiven(given, field.Name, variables))
            {
                AddDefault(fields, field, field.Name);
            }
        }

        foreach (var field in given.Fields ?? [])
        {
            if (IsGiven(field.Value, variables))
            {
                fields.Add(new(field.Name.StringValue, Literal(shape.TypeOf(field.Name.StringValue), field.Value, variables)));
            }
        }

        shape.Sort(fields);
        return Checked(type, fields);
    }

    private static bool IsGiven(GraphQLObjectValue given, string name, IReadOnlyDictionary<string, object?> variables) =>
        given.Fields?.Find(field => field.Name.StringValue == name) is { } found && IsGiven(found.Value, variables);

    private static bool IsGiven(GraphQLValue value, IReadOnlyDictionary<string, object?> variables) =>
        value is not GraphQLVariable variable || variables.ContainsKey(variable.Name.StringValue);

    private static InputObject Object(IInputObjectGraphType type, JsonElement given, string path)
    {
        var known = 0;
        var fields = new List<KeyValuePair<string, object?>>();
        foreach (var field in type.Fields)
        {
            if (given.TryGetProperty(field.Name, out var json))
            {
                known++;
                fields.Add(new(field.Name, Json(field.ResolvedType!, json, $"{path}.{field.Name}")));
            }
            else
            {
                AddDefault(fields, field, $"{path}.{field.Name}");
            }
        }

        foreach (var property in known == given.GetPropertyCount() ? default : given.EnumerateObject())
        {
            if (type.GetField(property.Name) is null)
            {
                throw new InvalidInputException(new GraphQLError(ErrorCodes.InvalidVariable, new(
                    $"{path} has a field '{property.Name}' that {type.Name} does not have.",
                    $"{path} có trường '{property.Name}' mà {type.Name} không có.")));
            }
        }

        return Checked(type, fields);
    }

    private static void AddDefault(List<KeyValuePair<string, object?>> fields, FieldType field, string path)
    {
        if (TryDefault(field.ResolvedType!, field.DefaultValue, out var value))
        {
            fields.Add(new(field.Name, value));
        }
        else if (field.ResolvedType is NonNullGraphType)
        {
            throw new InvalidInputException(NonNull(path));
        }
    }

    private static InputObject Checked(IInputObjectGraphType type, List<KeyValuePair<string, object?>> fields)
    {
        if (type.IsOneOf && (fields.Count != 1 || fields[0].Value is null))
        {
            throw new InvalidInputException(new GraphQLError(ErrorCodes.OneKeyPerSortObject, new(
                $"{type.Name} takes exactly one field that is not null; several keys are several objects.",
                $"{type.Name} nhận đúng một trường khác null; nhiều khóa là nhiều đối tượng.")));
        }

        return new InputObject(fields);
    }

    private static object? Scalar(Func<object?> parse, IGraphType type, string? path = null)
    {
        try
        {
            return parse();
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw Invalid(type, path);
        }
    }

    // What graphql-dotnet's scalars expect of a JSON reader: the narrowest number that holds the value.
    private static object? Plain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when json.TryGetInt32(out var number) => number,
        JsonValueKind.Number when json.TryGetInt64(out var number) => number,
        JsonValueKind.Number when json.TryGetDouble(out var number) && double.IsFinite(number) => number,
        _ => throw new FormatException("No scalar has such a value."),
    };

    private static InvalidInputException Invalid(IGraphType type, string? path = null)
    {
        var (english, vietnamese) = ExpectedForms.Of(type);
        return new(new GraphQLError(ErrorCodes.InvalidVariable, new(
            (path is null ? $"The value is not a valid {type}." : $"The value of {path} is not a valid {type}.") + english,
            (path is null ? $"Giá trị không phải là {type} hợp lệ." : $"Giá trị của {path} không phải là {type} hợp lệ.") + vietnamese)));
    }

    private static GraphQLError NonNull(string path) => new(ErrorCodes.NonNullViolation, new(
        $"{path} may not be null or missing.", $"{path} không được null hay thiếu."));
}

/// <summary>What a value of a type looks like, for the error about one that does not.</summary>
internal static class ExpectedForms
{
    /// <summary>How each sentence begins in English.</summary>
    public const string Prefix = " Expected is ";

    /// <summary>A sentence behind a blank; empty where the type's name says enough.</summary>
    public static LocalizedText Of(IGraphType type) => type switch
    {
        EnumerationGraphType enumeration when string.Join(", ", enumeration.Values.Select(value => value.Name)) is var names =>
            new($"{Prefix}one of {names}.", $" Các giá trị hợp lệ: {names}."),
        { Name: "LocalDate" } => new($"{Prefix}a day such as 2022-06-30 (yyyy-MM-dd).", " Ngày phải có dạng 2022-06-30 (yyyy-MM-dd)."),
        { Name: "DateTime" } => new(
            $"{Prefix}an instant with its offset such as 2022-05-12T08:30:00Z or 2022-05-12T15:30:00+07:00.",
            " Thời điểm phải kèm múi giờ, dạng 2022-05-12T08:30:00Z hoặc 2022-05-12T15:30:00+07:00."),
        _ => new("", ""),
    };
}
