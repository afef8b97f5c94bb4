using Npgsql;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>All tasks by <c>COPY … TO STDOUT</c>: PostgreSQL writes the rows, and its bytes are passed on as they come.</summary>
internal sealed class Copies(NpgsqlDataSource source)
{
    private const string Columns =
        "t.label, t.title, (ARRAY['NOT_STARTED','IN_PROGRESS','COMPLETED','SUSPENDED','CANCELLED'])[t.status + 1] AS status, t.percent_complete AS \"percentComplete\", t.version";

    private const string Rows = "FROM tasks t LEFT JOIN agencies a ON a.id = t.lead_agency_id WHERE t.draft_plan_id IS NULL ORDER BY t.document_order, t.id";

    private const string Csv = $"COPY (SELECT {Columns}, a.code AS \"leadAgency.code\" {Rows}) TO STDOUT (FORMAT csv, HEADER)";

    // Quotes and delimiters that no JSON has: the lines stay as they are.
    private const string Lines =
        $"COPY (SELECT row_to_json(r) FROM (SELECT {Columns}, CASE WHEN a.id IS NULL THEN NULL ELSE (SELECT row_to_json(l) FROM (SELECT a.code) l) END AS \"leadAgency\" {Rows}) r) "
        + "TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')";

    public Task WriteCsvAsync(HttpContext context) => WriteAsync(context, Csv, "text/csv");

    public Task WriteLinesAsync(HttpContext context) => WriteAsync(context, Lines, "application/jsonl");

    private async Task WriteAsync(HttpContext context, string copy, string type)
    {
        context.Response.ContentType = type;
        await using var connection = await source.OpenConnectionAsync();
        // The reader's stream has the bytes as PostgreSQL sends them; reading them as text would cost twice.
        using var rows = (StreamReader)await connection.BeginTextExportAsync(copy);
        await rows.BaseStream.CopyToAsync(context.Response.Body);
    }
}
