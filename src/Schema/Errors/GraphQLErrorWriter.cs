using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KGPlanGraph.Schema.Errors;

/// <summary>Writes errors as the answer's JSON has them.</summary>
public static class GraphQLErrorWriter
{
    /// <summary>Vietnamese letters as they are: escaped they would be three times as long.</summary>
    public static readonly JsonWriterOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Produces a whole answer without data: <c>{"errors":[…]}</c>.</summary>
    public static byte[] WriteAnswer(GraphQLError error, Language language)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, PlainText))
        {
            json.WriteStartObject();
            json.WriteStartArray("errors"u8);
            Write(json, error, language);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    /// <summary>Produces: <c>{"message":"…","locations":[{"line":1,"column":3}],"path":["plan",0],"extensions":{"code":"HC0014"}}</c></summary>
    public static void Write(Utf8JsonWriter json, GraphQLError error, Language language)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(error);
        json.WriteStartObject();
        json.WriteString("message"u8, error.Message.In(language));
        WriteLocations(json, error);
        WritePath(json, error);
        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, error.Code);
        foreach (var (key, value) in error.Extensions)
        {
            json.WritePropertyName(key);
            WriteValue(json, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteLocations(Utf8JsonWriter json, GraphQLError error)
    {
        if (error.Locations.Count == 0)
            return;
        json.WriteStartArray("locations"u8);
        foreach (var (line, column) in error.Locations)
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, line);
            json.WriteNumber("column"u8, column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WritePath(Utf8JsonWriter json, GraphQLError error)
    {
        if (error.Path is null)
            return;
        json.WriteStartArray("path"u8);
        foreach (var step in error.Path)
            WriteValue(json, step);
        json.WriteEndArray();
    }

    static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }
}
