using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>
/// Writes an input: dictionaries, lists, strings, <see cref="EnumLiteral"/>, bool, long, double, DateOnly, DateTimeOffset and null, as a literal of a
/// document or as the JSON of a variable.
/// </summary>
internal static class InputText
{
    public static string Literal(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, isJson: false);
        return text.ToString();
    }

    public static JsonNode? Json(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, isJson: true);
        return JsonNode.Parse(text.ToString(), documentOptions: new() { MaxDepth = 1_000 });
    }

    private static void Write(StringBuilder text, object? value, bool isJson)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case IReadOnlyDictionary<string, object?> fields:
                WriteList(text, '{', '}', fields, field =>
                {
                    text.Append(isJson ? $"\"{field.Key}\":" : $"{field.Key}:");
                    Write(text, field.Value, isJson);
                });
                break;
            case string content:
                WriteString(text, content);
                break;
            case EnumLiteral member:
                text.Append(isJson ? $"\"{member.Name}\"" : member.Name);
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case DateOnly day:
                text.Append(CultureInfo.InvariantCulture, $"\"{day:yyyy-MM-dd}\"");
                break;
            case DateTimeOffset instant:
                text.Append(CultureInfo.InvariantCulture, $"\"{instant:yyyy-MM-dd'T'HH:mm:ss.ffffffzzz}\"");
                break;
            case IEnumerable items:
                WriteList(text, '[', ']', items.Cast<object?>(), item => Write(text, item, isJson));
                break;
            default:
                text.Append(((IFormattable)value).ToString(value is double ? "R" : null, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteList<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                text.Append(", ");
            }

            isFirst = false;
            write(item);
        }

        text.Append(close);
    }

    private static void WriteString(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var character in content)
        {
            if (character is '"' or '\\')
            {
                text.Append('\\').Append(character);
            }
            else if (character < ' ')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                text.Append(character);
            }
        }

        text.Append('"');
    }
}
