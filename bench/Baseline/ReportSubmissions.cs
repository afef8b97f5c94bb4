using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>Reports that an agency hands in, one or many at once. The bodies are the mutations' inputs; what is refused is refused as a whole, with status 409.</summary>
internal sealed class ReportSubmissions(NpgsqlDataSource source)
{
    private const short InForce = 1;
    private const short Completed = 2;

    private const string HoldPlans = "SELECT id, status FROM plans WHERE id IN (SELECT plan_id FROM tasks WHERE id = ANY ($1)) ORDER BY id FOR SHARE";

    private const string HoldTasks = "SELECT id, plan_id, draft_plan_id IS NULL FROM tasks WHERE id = ANY ($1) ORDER BY id FOR SHARE";

    private const string FindAssigned = "SELECT l.task_id, a.id FROM task_assignments l JOIN agencies a ON a.id = l.agency_id WHERE l.task_id = ANY ($1) AND a.code = $2";

    private const string TakeIds = "SELECT nextval('progress_reports_id_seq') FROM generate_series(1, $1)";

    private const string Insert = """
        INSERT INTO progress_reports (id, task_id, agency_id, reported_on, status, task_status, percent_complete, summary, submitted_by, submitted_at, version)
        SELECT r.id, r.task_id, $3, r.reported_on, 0, r.task_status, r.percent_complete, r.summary, $8, $9, 1
        FROM unnest($1::bigint[], $2::bigint[], $4::date[], $5::smallint[], $6::integer[], $7::text[]) AS r(id, task_id, reported_on, task_status, percent_complete, summary)
        """;

    public async Task SubmitAsync(HttpContext context, string agency, string actor)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var ids = await SubmitAsync(context, [Report.From(body.RootElement)], agency, actor);
        if (ids is null)
        {
            return;
        }

        await Payloads.WriteAsync(context, "submitProgressReport", json =>
        {
            Payloads.WriteReport(json, ids[0], "SUBMITTED", 1);
            json.WriteNull("errors");
        });
    }

    public async Task SubmitManyAsync(HttpContext context, string agency, string actor)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var ids = await SubmitAsync(context, [.. body.RootElement.GetProperty("reports").EnumerateArray().Select(Report.From)], agency, actor);
        if (ids is null)
        {
            return;
        }

        await Payloads.WriteAsync(context, "submitProgressReports", json =>
        {
            json.WriteStartArray("results");
            for (var index = 0; index < ids.Count; index++)
            {
                json.WriteStartObject();
                json.WriteNumber("index", index);
                Payloads.WriteReport(json, ids[index], "SUBMITTED", 1);
                json.WriteNull("errors");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("written", ids.Count);
            json.WriteNull("errors");
        });
    }

    private async Task<List<long>?> SubmitAsync(HttpContext context, List<Report> reports, string agencyCode, string actor)
    {
        await using var connection = await source.OpenConnectionAsync();
        var write = new WriteBatch(connection, actor);
        var tasks = WriteBatch.Of(reports, report => report.Task);
        var agency = 0L;
        var plans = new Dictionary<long, short>();
        var open = new HashSet<long>();
        var assigned = new HashSet<long>();
        var ids = new List<long>(reports.Count);
        await using (var reader = await write.BeginAsync(
            WriteBatch.Command(HoldPlans, tasks), WriteBatch.Command(HoldTasks, WriteBatch.Of(reports, report => report.Task)),
            WriteBatch.Command(FindAssigned, WriteBatch.Of(reports, report => report.Task), WriteBatch.Of(agencyCode)), WriteBatch.Command(TakeIds, WriteBatch.Of(reports.Count))))
        {
            while (await reader.ReadAsync())
            {
                plans.Add(reader.GetInt64(0), reader.GetInt16(1));
            }

            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                if (reader.GetBoolean(2) && plans.GetValueOrDefault(reader.GetInt64(1)) == InForce)
                {
                    open.Add(reader.GetInt64(0));
                }
            }

            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                assigned.Add(reader.GetInt64(0));
                agency = reader.GetInt64(1);
            }

            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                ids.Add(reader.GetInt64(0));
            }
        }

        if (!reports.TrueForAll(report => report.IsSound && open.Contains(report.Task) && assigned.Contains(report.Task)))
        {
            await write.RollBackAsync();
            context.Response.StatusCode = 409;
            return null;
        }

        for (var index = 0; index < reports.Count; index++)
        {
            write.Tells(SubmissionChange(ids[index], reports[index], agency, write));
        }

        await write.CommitAsync(agency, WriteBatch.Command(
            Insert, WriteBatch.Of(ids, id => id), WriteBatch.Of(reports, report => report.Task), WriteBatch.Of(agency), WriteBatch.Of(reports, report => report.Day),
            WriteBatch.Of(reports, report => report.Status), WriteBatch.Of(reports, report => report.Percent), WriteBatch.Of(reports, report => report.Summary),
            WriteBatch.Of(actor), WriteBatch.Of(write.Now)));
        return ids;
    }

    private static ChangeRow SubmissionChange(long id, Report report, long agency, WriteBatch write) => new(
        ChangeRow.Created, null, ChangeRow.ProgressReport, id,
        """["task","agency","reportedOn","status","taskStatus","percentComplete","summary","submittedBy","submittedAt"]""", null,
        WriteBatch.Json(json =>
        {
            json.WriteNumber("task", report.Task);
            json.WriteNumber("agency", agency);
            json.WriteString("reportedOn", WriteBatch.Day(report.Day));
            json.WriteString("status", "SUBMITTED");
            json.WriteString("taskStatus", Names.Statuses[report.Status]);
            json.WriteNumber("percentComplete", report.Percent);
            json.WriteString("summary", report.Summary);
            json.WriteString("submittedBy", write.Actor);
            json.WriteString("submittedAt", WriteBatch.Instant(write.Now));
        }),
        agency, report.Task);

    private sealed record Report(long Task, DateOnly Day, short Status, int Percent, string Summary)
    {
        public bool IsSound => Percent is >= 0 and <= 100 && Summary.Length is > 0 and <= 20_000 && Status >= 0 && Day <= DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7))
            && (Status != Completed || Percent == 100) && (Status != 0 || Percent == 0);

        public static Report From(JsonElement input) => new(
            Payloads.KeyIn(input.GetProperty("taskId").GetString()!),
            DateOnly.ParseExact(input.GetProperty("reportedOn").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            (short)Array.IndexOf(["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "SUSPENDED", "CANCELLED"], input.GetProperty("taskStatus").GetString()),
            input.GetProperty("percentComplete").GetInt32(), input.GetProperty("summary").GetString()!);
    }
}
