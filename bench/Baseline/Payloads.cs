using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>What the answers of mutations have in common.</summary>
internal static class Payloads
{
    public static async Task WriteAsync(HttpContext context, string mutation, Action<Utf8JsonWriter> write)
    {
        var json = Answer.Begin(context);
        json.WriteStartObject();
        json.WriteStartObject(Names.Data);
        json.WriteStartObject(mutation);
        write(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        await Answer.EndAsync(context, json);
    }

    public static void WriteId(Utf8JsonWriter json, string type, long key) =>
        json.WriteBase64String(Names.Id, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type}:{key}")));

    public static long KeyIn(string id)
    {
        var plain = Encoding.ASCII.GetString(Convert.FromBase64String(id));
        return long.Parse(plain.AsSpan(plain.IndexOf(':') + 1), CultureInfo.InvariantCulture);
    }

    public static void WriteReport(Utf8JsonWriter json, long id, string status, int version)
    {
        json.WriteStartObject("progressReport");
        WriteId(json, "ProgressReport", id);
        json.WriteString(Names.Status, status);
        json.WriteNumber(Names.Version, version);
        json.WriteEndObject();
    }
}
