using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Tests.Fuzz;

/// <summary>Makes requests that the schema allows, from a seed: the same seed makes the same requests, on every machine.</summary>
internal sealed class RequestGenerator(int seed)
{
    private const int MaxFields = 60;

    private static readonly string[] Texts =
    [
        "", "a", "II", "II.3.c", "KG-CN-2022", "SCT", "cụm công nghiệp", "cum cong nghiep", "%", "_", "\\", "'; DROP TABLE tasks; --", "đ", "\u0111\u0323", "🏭",
        "an en in on un", "x y z w v u t s r q p o n m", "\"\"\"", "\u2028", "0", "null",
    ];

    private static readonly string[] Ids =
    [
        "Plan:KG-CN-2022", "Task:KG-CN-2022/II.3.c", "PlanSection:KG-CN-2022/II.3", "Agency:SCT", "Locality:905", "IndustrialZone:X", "Task:/", "Task:", ":", "VGFzazox",
        "QWdlbmN5OjE=", "%%%", "Task:KG-CN-2022/\u0000",
    ];

    private static readonly string[] Days = ["2022-06-30", "2022-01-01", "2026-12-01", "0001-01-01", "9999-12-31", "2022-02-30"];

    private static readonly Dictionary<string, GraphQLTypeDefinition> Types = SchemaDocument.Ast.Definitions.OfType<GraphQLTypeDefinition>()
        .Where(type => type is not GraphQLDirectiveDefinition).ToDictionary(type => type.Name.StringValue);

    private readonly Random random = new(seed);
    private readonly List<string> variables = [];
    private readonly List<string> values = [];
    private int fields;
    private int aliases;

    /// <summary>The next request.</summary>
    public FuzzRequest Next()
    {
        variables.Clear();
        values.Clear();
        fields = 0;
        aliases = 0;
        var isMutation = Chance(12);
        var root = isMutation ? "Mutation" : "Query";
        var depth = random.Next(2, 9);
        var selection = Selection(root, depth);
        var asOf = !isMutation && Chance(10) ? $" @asOf(day: \"{Pick(Days[..3])}\")" : "";
        var head = variables.Count == 0 ? "" : $"({string.Join(", ", variables)})";
        var document = $"{(isMutation ? "mutation" : "query")} Q{head}{asOf} {selection}";
        var isDamaged = Chance(25);
        return new FuzzRequest(isDamaged ? Damage(document) : document, "{" + string.Join(",", values) + "}", isMutation, isDamaged);
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private string Selection(string typeName, int depth)
    {
        var text = new StringBuilder("{ ");
        switch (Types[typeName])
        {
            case GraphQLUnionTypeDefinition union:
                text.Append("__typename ");
                var member = Pick(union.Types!.Items).Name.StringValue;
                text.Append("... on ").Append(member).Append(' ').Append(Selection(member, depth));
                break;
            case GraphQLTypeDefinition type:
                var all = type is GraphQLInterfaceTypeDefinition general ? general.Fields!.Items : ((GraphQLObjectTypeDefinition)type).Fields!.Items;
                for (var number = random.Next(1, 5); number > 0; number--)
                {
                    text.Append(Field(Pick(all), depth));
                }

                if (type is GraphQLInterfaceTypeDefinition && Chance(50))
                {
                    var possible = Types.Values.OfType<GraphQLObjectTypeDefinition>()
                        .Where(candidate => candidate.Interfaces?.Items.Exists(name => name.Name.StringValue == typeName) ?? false).ToList();
                    var one = Pick(possible).Name.StringValue;
                    text.Append("... on ").Append(one).Append(' ').Append(Selection(one, depth - 1)).Append(' ');
                }

                text.Append("__typename ");
                break;
        }

        return text.Append('}').ToString();
    }

    private string Field(GraphQLFieldDefinition field, int depth)
    {
        var name = Named(field.Type);
        var isComposite = Types.GetValueOrDefault(name) is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition or GraphQLUnionTypeDefinition;
        if (++fields > MaxFields || (isComposite && depth <= 0))
        {
            return "";
        }

        // Each has a name of its own, so that no two must merge.
        var text = new StringBuilder().Append('f').Append(aliases++.ToString(CultureInfo.InvariantCulture)).Append(": ").Append(field.Name.StringValue);
        var arguments = new List<string>();
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            var isNeeded = argument.Type is GraphQLNonNullType && argument.DefaultValue is null;
            if (!isNeeded && (!Chance(30) || (argument.Name.StringValue is "last" or "before" && arguments.Count > 0)))
            {
                continue;
            }

            arguments.Add($"{argument.Name.StringValue}: {Argument(argument)}");
        }

        if (arguments.Count > 0)
        {
            text.Append('(').AppendJoin(", ", arguments).Append(')');
        }

        if (Chance(3))
        {
            text.Append(Chance(50) ? " @skip(if: false)" : " @include(if: true)");
        }

        return text.Append(' ').Append(isComposite ? Selection(name, depth - 1) + " " : "").ToString();
    }

    private string Argument(GraphQLInputValueDefinition argument)
    {
        var value = Value(argument.Type, argument.Name.StringValue, 4);
        if (!Chance(30))
        {
            return value.Literal;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"v{variables.Count}");
        variables.Add($"${name}: {Written(argument.Type)}");
        values.Add($"\"{name}\":{value.Json}");
        return "$" + name;
    }

    private (string Literal, string Json) Value(GraphQLType type, string name, int depth)
    {
        switch (type)
        {
            case GraphQLNonNullType given:
                return Value(given.Type, name, depth);
            case GraphQLListType list:
                var items = Enumerable.Range(0, Chance(5) ? 40 : random.Next(0, 4)).Select(_ => Value(list.Type, name, depth - 1)).ToList();
                return ($"[{string.Join(", ", items.Select(item => item.Literal))}]", $"[{string.Join(",", items.Select(item => item.Json))}]");
        }

        switch (Types.GetValueOrDefault(Named(type)))
        {
            case GraphQLEnumTypeDefinition values:
                var member = Pick(values.Values!.Items).Name.StringValue;
                return (member, $"\"{member}\"");
            case GraphQLInputObjectTypeDefinition input:
                return Object(input, depth);
        }

        return Named(type) switch
        {
            "Int" => Same(name is "first" or "last" ? Pick<string>(["1", "2", "10", "50", "100", "101", "0", "-1"]) : Pick<string>(["0", "1", "-1", "7", "100", "2147483647"])),
            "Long" => Same(Pick<string>(["0", "1", "9007199254740993", "-5"])),
            "Float" => Same(Pick<string>(["0", "1.5", "-2e10", "1e308"])),
            "Boolean" => Same(Chance(50) ? "true" : "false"),
            "ID" => Quoted(Pick(Ids)),
            "LocalDate" => Quoted(Pick(Days)),
            "DateTime" => Quoted(Pick(Days[..3]) + "T00:00:00Z"),
            "URL" => Quoted("https://example.org/x"),
            _ => Quoted(name is "after" or "before" ? Pick<string>(["AAAA", "", "eyJ4Ijox"]) : name == "code" && Chance(50) ? "KG-CN-2022" : Pick(Texts)),
        };
    }

    private (string Literal, string Json) Object(GraphQLInputObjectTypeDefinition input, int depth)
    {
        var isOneOf = input.Directives?.Items.Exists(directive => directive.Name.StringValue == "oneOf") ?? false;
        var all = input.Fields!.Items;
        var chosen = all.Where(field => field.Type is GraphQLNonNullType && field.DefaultValue is null).ToList();
        for (var number = isOneOf ? 1 : random.Next(0, 4); number > 0; number--)
        {
            var field = Pick(all);
            var isDeep = Types.GetValueOrDefault(Named(field.Type)) is GraphQLInputObjectTypeDefinition;
            if (!chosen.Contains(field) && (!isDeep || depth > 0 || isOneOf))
            {
                chosen.Add(field);
            }
        }

        var values = chosen.Select(field => (field.Name.StringValue, Value: Value(field.Type, field.Name.StringValue, depth - 1))).ToList();
        return (
            "{" + string.Join(", ", values.Select(value => $"{value.StringValue}: {value.Value.Literal}")) + "}",
            "{" + string.Join(",", values.Select(value => $"\"{value.StringValue}\":{value.Value.Json}")) + "}");
    }

    // What a broken client or a curious one sends.
    private string Damage(string document)
    {
        var text = new StringBuilder(document);
        for (var number = random.Next(1, 4); number > 0; number--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Pick<string>(["{", "}", "(", ")", "\"", "\"\"\"", "...", "$", "@skip(if: true)", "\u0000", "\uFEFF", "#", "[", "!", "&", "|", "\\u{110000}"]));
                    break;
                case 2:
                    text.Insert(at, new string(Pick<char>(['x', '{', '"', ' ', '[', '1']), random.Next(1, 3_000)));
                    break;
                case 3:
                    text.Length = Math.Max(1, at);
                    break;
                case 4:
                    var length = Math.Min(random.Next(1, 200), text.Length - at);
                    text.Insert(at, string.Concat(Enumerable.Repeat(text.ToString(at, length), random.Next(2, 50))));
                    break;
                default:
                    text.Insert(at, $" {Pick<string>(["__schema", "__type(name: \"Task\")", "tasks", "fragment F on Task", "query", "on", "null"])} ");
                    break;
            }
        }

        return text.ToString();
    }

    private static (string Literal, string Json) Same(string text) => (text, text);

    private static (string Literal, string Json) Quoted(string text)
    {
        var json = JsonSerializer.Serialize(text);
        return (json, json);
    }

    private static string Named(GraphQLType type) => type switch
    {
        GraphQLNonNullType given => Named(given.Type),
        GraphQLListType list => Named(list.Type),
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };

    private static string Written(GraphQLType type) => type switch
    {
        GraphQLNonNullType given => Written(given.Type) + "!",
        GraphQLListType list => $"[{Written(list.Type)}]",
        _ => Named(type),
    };
}

/// <summary>A request.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Variables">Its variables' JSON.</param>
/// <param name="IsMutation">Whether it asks for changes.</param>
/// <param name="IsDamaged">Whether something was done to it that may have made it invalid.</param>
internal sealed record FuzzRequest(string Document, string Variables, bool IsMutation, bool IsDamaged);
