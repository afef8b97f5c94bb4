using System.Text.Json;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>Writes a coerced input as JSON: the same text for the same input, whether it came as literals or as variables.</summary>
internal static class InputJson
{
    public static ReadOnlySpan<byte> ToUtf8(InputObject input)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, input);
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case InputObject input:
                json.WriteStartObject();
                foreach (var field in input.Fields)
                {
                    json.WritePropertyName(field.Key);
                    Write(json, field.Value);
                }

                json.WriteEndObject();
                break;
            case IReadOnlyList<object?> items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, null));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        EnumValue name => name.Name,
        DateOnly day => LocalDateScalar.Print(day),
        DateTimeOffset instant => instant.ToString("O"),
        Uri url => url.OriginalString,
        _ => throw new InvalidOperationException($"{value.GetType()} is no value of an input."),
    };
}
