using System.Text.Json;
using Npgsql;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>A report of a lead that the coordinator accepts: the task follows it from its day on. The body is the mutation's input; what is refused has status 409.</summary>
internal sealed class ReportAcceptances(NpgsqlDataSource source)
{
    private const short InForce = 1;
    private const short Completed = 2;
    private const short Submitted = 0;

    private const string HoldPlanOfReport = """
        SELECT status FROM plans WHERE id = (SELECT t.plan_id FROM tasks t JOIN progress_reports r ON r.task_id = t.id WHERE r.id = $1) FOR SHARE
        """;

    private const string LockTaskOfReport = """
        SELECT id, status, percent_complete, version, lead_agency_id FROM tasks WHERE id = (SELECT task_id FROM progress_reports WHERE id = $1) FOR NO KEY UPDATE
        """;

    private const string LockReport = """
        SELECT agency_id, reported_on, status, task_status, percent_complete, version FROM progress_reports WHERE id = $1 FOR NO KEY UPDATE
        """;

    private const string FindMet = "SELECT count(*) FROM progress_report_met_deadlines WHERE report_id = $1";

    private const string FindStates = """
        SELECT from_day, until_day, status, percent_complete, reported_percent FROM task_states
        WHERE task_id = (SELECT task_id FROM progress_reports WHERE id = $1) ORDER BY from_day
        """;

    private const string Review = "UPDATE progress_reports SET status = 1, reviewed_by = $2, reviewed_at = $3, version = version + 1 WHERE id = $1";

    private const string Follow = "UPDATE tasks SET status = $2, percent_complete = $3, version = version + 1, updated_at = $4 WHERE id = $1";

    private const string KeepStates = """
        INSERT INTO task_states (task_id, from_day, until_day, status, percent_complete, reported_percent)
        SELECT $1, s.* FROM unnest($2::date[], $3::date[], $4::smallint[], $5::integer[], $6::integer[]) AS s(from_day, until_day, status, percent_complete, reported_percent)
        ON CONFLICT (task_id, from_day) DO UPDATE SET
            until_day = excluded.until_day, status = excluded.status, percent_complete = excluded.percent_complete, reported_percent = excluded.reported_percent
        """;

    public async Task AcceptAsync(HttpContext context, string actor)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var id = Payloads.KeyIn(body.RootElement.GetProperty("progressReportId").GetString()!);
        await using var connection = await source.OpenConnectionAsync();
        var write = new WriteBatch(connection, actor);
        short plan = 0;
        TaskRow? task = null;
        ReportRow? report = null;
        var met = 0L;
        var states = new List<StateRow>();
        await using (var reader = await write.BeginAsync(
            [.. new[] { HoldPlanOfReport, LockTaskOfReport, LockReport, FindMet, FindStates }.Select(read => WriteBatch.Command(read, WriteBatch.Of(id)))]))
        {
            plan = await reader.ReadAsync() ? reader.GetInt16(0) : plan;
            await reader.NextResultAsync();
            task = await reader.ReadAsync()
                ? new(reader.GetInt64(0), reader.GetInt16(1), reader.GetInt32(2), reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetInt64(4))
                : null;
            await reader.NextResultAsync();
            report = await reader.ReadAsync()
                ? new(reader.GetInt64(0), reader.GetFieldValue<DateOnly>(1), reader.GetInt16(2), reader.GetInt16(3), reader.GetInt32(4), reader.GetInt32(5))
                : null;
            await reader.NextResultAsync();
            met = await reader.ReadAsync() ? reader.GetInt64(0) : 0;
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                states.Add(new(
                    reader.GetFieldValue<DateOnly>(0), reader.GetFieldValue<DateOnly>(1), reader.GetInt16(2), reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetInt32(4)));
            }
        }

        // What meets deadlines is another case: none of the reports here does.
        if (plan != InForce || task is null || report is null || report.Status != Submitted || report.Version != body.RootElement.GetProperty("expectedVersion").GetInt32()
            || task.Lead != report.Agency || met > 0 || report.TaskStatus == Completed)
        {
            await write.RollBackAsync();
            context.Response.StatusCode = 409;
            return;
        }

        var kept = Followed(states, report);
        var last = kept[^1];
        List<NpgsqlBatchCommand> writes =
        [
            WriteBatch.Command(Review, WriteBatch.Of(id), WriteBatch.Of(write.Actor), WriteBatch.Of(write.Now)),
            WriteBatch.Command(
                KeepStates, WriteBatch.Of(task.Id), WriteBatch.Of(kept, state => state.From), WriteBatch.Of(kept, state => state.Until), WriteBatch.Of(kept, state => state.Status),
                WriteBatch.Of(kept, state => state.Percent), WriteBatch.Of(kept, state => state.Reported)),
        ];
        var version = task.Version;
        if (task.Status != last.Status || task.Percent != last.Percent)
        {
            version++;
            writes.Add(WriteBatch.Command(Follow, WriteBatch.Of(task.Id), WriteBatch.Of(last.Status), WriteBatch.Of(last.Percent), WriteBatch.Of(write.Now)));
            write.Tells(TaskChange(task, last, report.Day));
        }

        write.Tells(new(
            ChangeRow.Updated, ChangeRow.Created, ChangeRow.ProgressReport, id, """["status","reviewedBy","reviewedAt"]""",
            """{"status":"SUBMITTED","reviewedBy":null,"reviewedAt":null}""",
            WriteBatch.Json(json =>
            {
                json.WriteString("status", "ACCEPTED");
                json.WriteString("reviewedBy", actor);
                json.WriteString("reviewedAt", WriteBatch.Instant(write.Now));
            }),
            report.Agency, task.Id));
        await write.CommitAsync(null, [.. writes]);
        await Payloads.WriteAsync(context, "acceptProgressReport", json =>
        {
            Payloads.WriteReport(json, id, "ACCEPTED", report.Version + 1);
            json.WriteStartObject(Names.Task);
            Answer.TaskId(json, task.Id);
            json.WriteString(Names.Status, Names.Statuses[last.Status]);
            json.WriteNumber(Names.PercentComplete, last.Percent);
            json.WriteNumber(Names.Version, version);
            json.WriteEndObject();
            json.WriteNull("errors");
        });
    }

    private static ChangeRow TaskChange(TaskRow task, StateRow last, DateOnly day)
    {
        var (status, percent) = (task.Status != last.Status, task.Percent != last.Percent);
        return new(
            ChangeRow.Updated, ChangeRow.Updated, ChangeRow.Task, task.Id,
            (status, percent) switch { (true, true) => """["status","percentComplete"]""", (true, false) => """["status"]""", _ => """["percentComplete"]""" },
            WriteBatch.Json(json => Write(json, task.Status, task.Percent)),
            WriteBatch.Json(json =>
            {
                Write(json, last.Status, last.Percent);
                json.WriteString("countsFrom", WriteBatch.Day(day));
            }),
            null, null);

        void Write(Utf8JsonWriter json, short statusValue, int percentValue)
        {
            if (status)
            {
                json.WriteString(Names.Status, Names.Statuses[statusValue]);
            }

            if (percent)
            {
                json.WriteNumber(Names.PercentComplete, percentValue);
            }
        }
    }

    /// <summary>The states from the one before the report's day on: each ends where the next begins, and one without a percentage of its own keeps that before it.</summary>
    private static List<StateRow> Followed(List<StateRow> states, ReportRow report)
    {
        states.RemoveAll(state => state.From == report.Day);
        var at = states.FindLastIndex(state => state.From < report.Day) + 1;
        states.Insert(at, new(report.Day, DateOnly.MaxValue, report.TaskStatus, report.Percent, report.Percent));
        for (var index = at; index < states.Count; index++)
        {
            var before = index > 0 ? states[index - 1].Percent : 0;
            states[index] = states[index] with
            {
                Percent = states[index].Reported ?? before,
                Until = index + 1 < states.Count ? states[index + 1].From : DateOnly.MaxValue,
            };
        }

        if (at > 0)
        {
            states[at - 1] = states[at - 1] with { Until = report.Day };
        }

        return states[Math.Max(0, at - 1)..];
    }

    private sealed record TaskRow(long Id, short Status, int Percent, int Version, long? Lead);

    private sealed record ReportRow(long Agency, DateOnly Day, short Status, short TaskStatus, int Percent, int Version);

    private sealed record StateRow(DateOnly From, DateOnly Until, short Status, int Percent, int? Reported);
}
