using Npgsql;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>Tasks counted by status, with how they stand against their deadlines today.</summary>
internal sealed class Statistics(NpgsqlDataSource source)
{
    private const string Text = """
        SELECT t.status, count(*), count(*) FILTER (WHERE t.status <> 4 AND d.next_due < $1),
            count(*) FILTER (WHERE t.status <> 4 AND d.next_due BETWEEN $1 AND $1 + 14),
            count(*) FILTER (WHERE t.status <> 4 AND d.next_due IS NULL AND d.late), sum(t.percent_complete)::float8 / count(*)
        FROM tasks t
        LEFT JOIN (
            SELECT task_id, min(due_on) FILTER (WHERE met_on IS NULL OR met_on > $1) AS next_due, bool_or(met_on > due_on) AS late
            FROM deadlines GROUP BY task_id) d ON d.task_id = t.id
        WHERE t.draft_plan_id IS NULL GROUP BY t.status ORDER BY t.status
        """;

    public async Task WriteAsync(HttpContext context)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(Text) { Parameters = { new NpgsqlParameter<DateOnly> { TypedValue = today } } } },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        var json = Answer.Begin(context);
        json.WriteStartObject();
        json.WriteStartObject(Names.Data);
        json.WriteStartArray(Names.TaskStatistics);
        while (await reader.ReadAsync())
        {
            json.WriteStartObject();
            json.WriteString(Names.Status, Names.Statuses[reader.GetInt16(0)]);
            json.WriteNumber(Names.Total, reader.GetInt64(1));
            json.WriteNumber(Names.Overdue, reader.GetInt64(2));
            json.WriteNumber(Names.DueSoon, reader.GetInt64(3));
            json.WriteNumber(Names.CompletedLate, reader.GetInt64(4));
            json.WriteNumber(Names.AveragePercentComplete, reader.GetDouble(5));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        await Answer.EndAsync(context, json);
    }
}
