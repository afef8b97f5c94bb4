using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>Lists of tasks: nested, flat, and pages of the whole register.</summary>
internal sealed class TaskLists(NpgsqlDataSource source)
{
    private const string OfAgency =
        "t.lead_agency_id = (SELECT id FROM agencies WHERE code = $1) AND t.draft_plan_id IS NULL ORDER BY t.document_order, t.id LIMIT 50";

    private const string Coordinators = $"""
        SELECT p.id, a.code, a.name FROM (SELECT t.id FROM tasks t WHERE {OfAgency}) p
        JOIN task_assignments l ON l.task_id = p.id AND l.role = 2 JOIN agencies a ON a.id = l.agency_id ORDER BY l.position
        """;

    private const string Deadlines = $"""
        SELECT p.id, d.kind, d.phrase, d.due_on, d.original_due_on, d.met_on FROM (SELECT t.id FROM tasks t WHERE {OfAgency}) p
        JOIN deadlines d ON d.task_id = p.id AND d.draft_plan_id IS NULL ORDER BY d.due_on, d.position
        """;

    private const string Nested = $"""
        SELECT t.id, t.label, t.title, t.status, t.percent_complete, s.label, s.heading, a.code, a.name
        FROM tasks t JOIN plan_sections s ON s.id = t.section_id LEFT JOIN agencies a ON a.id = t.lead_agency_id WHERE {OfAgency}
        """;

    private const string Flat = $"""
        SELECT t.id, t.label, t.title, t.deliverable_kind, t.status, t.percent_complete, t.version, t.updated_at FROM tasks t WHERE {OfAgency}
        """;

    private const string Page = """
        SELECT t.id, t.label, t.title, t.status FROM tasks t
        WHERE (t.document_order, t.id) > ($1, $2) AND t.draft_plan_id IS NULL ORDER BY t.document_order, t.id LIMIT 20
        """;

    public async Task WriteNestedAsync(HttpContext context, string agency)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Command(Coordinators, agency), Command(Deadlines, agency), Command(Nested, agency) },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        var coordinators = await Rows.CoordinatorsAsync(reader);
        var deadlines = await Rows.DeadlinesAsync(reader);
        var json = Begin(context);
        while (await reader.ReadAsync())
        {
            var task = reader.GetInt64(0);
            json.WriteStartObject();
            Answer.TaskId(json, task);
            json.WriteString(Names.Label, reader.GetString(1));
            json.WriteString(Names.Title, reader.GetString(2));
            json.WriteString(Names.Status, Names.Statuses[reader.GetInt16(3)]);
            json.WriteNumber(Names.PercentComplete, reader.GetInt32(4));
            Rows.WriteSection(json, reader, 5);
            Rows.WriteAgency(json, reader, 7);
            Rows.Write(json, coordinators, task);
            Rows.Write(json, deadlines, task, withOriginal: false);
            json.WriteEndObject();
        }

        await EndAsync(context, json);
    }

    public async Task WriteFlatAsync(HttpContext context, string agency)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(Flat, agency) } };
        await using var reader = await batch.ExecuteReaderAsync();
        var json = Begin(context);
        while (await reader.ReadAsync())
        {
            json.WriteStartObject();
            Answer.TaskId(json, reader.GetInt64(0));
            json.WriteString(Names.Label, reader.GetString(1));
            json.WriteString(Names.Title, reader.GetString(2));
            json.WriteString(Names.DeliverableKind, Names.DeliverableKinds[reader.GetInt16(3)]);
            json.WriteString(Names.Status, Names.Statuses[reader.GetInt16(4)]);
            json.WriteNumber(Names.PercentComplete, reader.GetInt32(5));
            json.WriteNumber(Names.Version, reader.GetInt32(6));
            Answer.Instant(json, Names.UpdatedAt, reader.GetDateTime(7));
            json.WriteEndObject();
        }

        await EndAsync(context, json);
    }

    public async Task WritePageAsync(HttpContext context, string order, string id)
    {
        await using var connection = await source.OpenConnectionAsync();
        var command = Command(Page, order);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = long.Parse(id, CultureInfo.InvariantCulture) });
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var reader = await batch.ExecuteReaderAsync();
        var json = Begin(context);
        while (await reader.ReadAsync())
        {
            json.WriteStartObject();
            Answer.TaskId(json, reader.GetInt64(0));
            json.WriteString(Names.Label, reader.GetString(1));
            json.WriteString(Names.Title, reader.GetString(2));
            json.WriteString(Names.Status, Names.Statuses[reader.GetInt16(3)]);
            json.WriteEndObject();
        }

        await EndAsync(context, json);
    }

    private static NpgsqlBatchCommand Command(string text, string parameter) =>
        new(text) { Parameters = { new NpgsqlParameter<string> { TypedValue = parameter } } };

    private static Utf8JsonWriter Begin(HttpContext context)
    {
        var json = Answer.Begin(context);
        json.WriteStartObject();
        json.WriteStartObject(Names.Data);
        json.WriteStartObject(Names.Tasks);
        json.WriteStartArray(Names.Nodes);
        return json;
    }

    private static Task EndAsync(HttpContext context, Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        return Answer.EndAsync(context, json);
    }
}
