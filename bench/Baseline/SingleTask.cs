using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>One task with what hangs on it.</summary>
internal sealed class SingleTask(NpgsqlDataSource source)
{
    private const string Visible = "JOIN tasks t ON t.id = $1 AND t.draft_plan_id IS NULL";

    private const string Coordinators = $"""
        SELECT t.id, a.code, a.name FROM task_assignments l {Visible} JOIN agencies a ON a.id = l.agency_id
        WHERE l.task_id = $1 AND l.role = 2 ORDER BY l.position
        """;

    private const string Deadlines = $"""
        SELECT t.id, d.kind, d.phrase, d.due_on, d.original_due_on, d.met_on FROM deadlines d {Visible}
        WHERE d.task_id = $1 AND d.draft_plan_id IS NULL ORDER BY d.due_on, d.position
        """;

    private const string Localities = $"""
        SELECT o.code, o.name FROM task_localities l {Visible} JOIN localities o ON o.id = l.locality_id
        WHERE l.task_id = $1 AND o.draft_plan_id IS NULL ORDER BY l.position
        """;

    private const string LegalDocuments = $"""
        SELECT g.number, g.title FROM task_legal_documents l {Visible} JOIN legal_documents g ON g.id = l.legal_document_id
        WHERE l.task_id = $1 AND g.draft_plan_id IS NULL ORDER BY l.position
        """;

    private const string Task = """
        SELECT t.id, t.label, t.title, t.content, t.deliverable_kind, t.status, t.percent_complete, p.code, p.title, p.year, s.label, s.heading,
            a.code, a.name, t.version, t.updated_at
        FROM tasks t JOIN plans p ON p.id = t.plan_id JOIN plan_sections s ON s.id = t.section_id LEFT JOIN agencies a ON a.id = t.lead_agency_id
        WHERE t.id = $1 AND t.draft_plan_id IS NULL
        """;

    public async Task WriteAsync(HttpContext context, string id)
    {
        var key = long.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(id)).AsSpan(5), CultureInfo.InvariantCulture);
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Command(Coordinators, key), Command(Deadlines, key), Command(Localities, key), Command(LegalDocuments, key), Command(Task, key) },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        var coordinators = await Rows.CoordinatorsAsync(reader);
        var deadlines = await Rows.DeadlinesAsync(reader);
        var localities = await PairsAsync(reader);
        var documents = await PairsAsync(reader);
        var json = Answer.Begin(context);
        json.WriteStartObject();
        json.WriteStartObject(Names.Data);
        if (await reader.ReadAsync())
        {
            json.WriteStartObject(Names.Task);
            Write(json, reader, coordinators, deadlines);
            WritePairs(json, Names.Localities, Names.Code, Names.Name, localities);
            WritePairs(json, Names.LegalDocuments, Names.Number, Names.Title, documents);
            json.WriteNumber(Names.Version, reader.GetInt32(14));
            Answer.Instant(json, Names.UpdatedAt, reader.GetDateTime(15));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull(Names.Task);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        await Answer.EndAsync(context, json);
    }

    private static void Write(Utf8JsonWriter json, NpgsqlDataReader row, Children<CoordinatorRow> coordinators, Children<DeadlineRow> deadlines)
    {
        var task = row.GetInt64(0);
        Answer.TaskId(json, task);
        json.WriteString(Names.Label, row.GetString(1));
        json.WriteString(Names.Title, row.GetString(2));
        json.WriteString(Names.Content, row.GetString(3));
        json.WriteString(Names.DeliverableKind, Names.DeliverableKinds[row.GetInt16(4)]);
        json.WriteString(Names.Status, Names.Statuses[row.GetInt16(5)]);
        json.WriteNumber(Names.PercentComplete, row.GetInt32(6));
        json.WriteStartObject(Names.Plan);
        json.WriteString(Names.Code, row.GetString(7));
        json.WriteString(Names.Title, row.GetString(8));
        json.WriteNumber(Names.Year, row.GetInt32(9));
        json.WriteEndObject();
        Rows.WriteSection(json, row, 10);
        Rows.WriteAgency(json, row, 12);
        Rows.Write(json, coordinators, task);
        Rows.Write(json, deadlines, task, withOriginal: true);
    }

    private static async Task<List<(string? First, string Second)>> PairsAsync(NpgsqlDataReader reader)
    {
        List<(string?, string)> pairs = [];
        while (await reader.ReadAsync())
        {
            pairs.Add((reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1)));
        }

        await reader.NextResultAsync();
        return pairs;
    }

    private static void WritePairs(
        Utf8JsonWriter json, JsonEncodedText list, JsonEncodedText first, JsonEncodedText second, List<(string? First, string Second)> pairs)
    {
        json.WriteStartArray(list);
        foreach (var pair in pairs)
        {
            json.WriteStartObject();
            json.WriteString(first, pair.First);
            json.WriteString(second, pair.Second);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static NpgsqlBatchCommand Command(string text, long key) => new(text) { Parameters = { new NpgsqlParameter<long> { TypedValue = key } } };
}
