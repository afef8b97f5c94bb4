using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>One answer in the making: JSON straight into the response's pipe.</summary>
internal static class Answer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // One writer per thread would not do: an answer goes on on another thread after a read.
    [ThreadStatic]
    private static Utf8JsonWriter? spare;

    public static Utf8JsonWriter Begin(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        if (spare is not { } writer)
        {
            return new Utf8JsonWriter(context.Response.BodyWriter, Options);
        }

        spare = null;
        writer.Reset(context.Response.BodyWriter);
        return writer;
    }

    public static async Task EndAsync(HttpContext context, Utf8JsonWriter json)
    {
        json.Flush();
        await context.Response.BodyWriter.FlushAsync();
        json.Reset();
        spare = json;
    }

    public static JsonEncodedText Name(string name) => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    public static void TaskId(Utf8JsonWriter json, long key)
    {
        Span<byte> plain = stackalloc byte[32];
        "Task:"u8.CopyTo(plain);
        key.TryFormat(plain[5..], out var digits, default, CultureInfo.InvariantCulture);
        json.WriteBase64String(Names.Id, plain[..(5 + digits)]);
    }

    public static void Text(Utf8JsonWriter json, JsonEncodedText name, NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, row.GetString(column));
        }
    }

    public static void Day(Utf8JsonWriter json, JsonEncodedText name, DateOnly? day)
    {
        if (day is null)
        {
            json.WriteNull(name);
            return;
        }

        Span<char> text = stackalloc char[10];
        day.Value.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    public static void Instant(Utf8JsonWriter json, JsonEncodedText name, DateTime utc)
    {
        Span<char> text = stackalloc char[32];
        var format = utc.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ss.ffffffZ";
        utc.TryFormat(text, out var written, format, CultureInfo.InvariantCulture);
        json.WriteString(name, text[..written]);
    }

    public static DateOnly? DayOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

}
