using Microsoft.EntityFrameworkCore.Migrations;

namespace KGPlanGraph.Persistence.Migrations;

/// <summary>
/// Builds the past of tasks and deadlines from what a database without it holds: accepted reports and approved amendments. The present follows the same rule
/// afterwards, so that a report that was accepted behind a newer one no longer hides that one.
/// </summary>
internal static class PastOfPlans
{
    /// <summary>Fills task_states and deadline_dues.</summary>
    public static void Build(MigrationBuilder migrationBuilder)
    {
        // Days and instants are numbers on SQLite: days since 0001-01-01, microseconds since 1970.
        var (decidedOn, never, json) = migrationBuilder.ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal)
            ? ("CAST(a.decided_at AT TIME ZONE 'UTC' + interval '7 hours' AS date)", "CAST('infinity' AS date)", "CAST(c.after AS json)")
            : ("((a.decided_at + 25200000000) / 86400000000 + 719162)", "3652058", "c.after");

        // The changes say who led a task when its report was accepted.
        var lead = $"""
            SELECT CAST({json} ->> 'leadAgency' AS bigint) FROM changes c
            WHERE c.subject = 2 AND c.subject_id = r.task_id AND c.occurred_at <= r.reviewed_at AND (c.kind = 0 OR c.changed_fields LIKE '%"leadAgency"%')
            ORDER BY c.sequence DESC LIMIT 1
            """;
        var accepted = $"""
            SELECT r.id, r.task_id, r.reported_on AS day, r.reviewed_at AS at, r.task_status AS status, r.percent_complete AS percent
            FROM progress_reports r JOIN tasks t ON t.id = r.task_id
            WHERE r.status = 1 AND r.agency_id = CASE
                WHEN EXISTS (SELECT 1 FROM changes c WHERE c.subject = 2 AND c.subject_id = r.task_id AND c.kind = 0) THEN ({lead})
                ELSE t.lead_agency_id END
            """;
        migrationBuilder.Sql($"""
            INSERT INTO task_states (task_id, from_day, until_day, status, percent_complete, reported_percent)
            WITH accepted AS ({accepted}),
            counting AS (
                SELECT task_id, day, at, id, status FROM accepted
                UNION ALL
                SELECT a.task_id, {decidedOn}, a.decided_at, a.id, 4 FROM amendments a WHERE a.status = 3 AND a.kind = 4
            ),
            last_of_day AS (
                SELECT task_id, day, status, row_number() OVER (PARTITION BY task_id, day ORDER BY at DESC, id DESC) AS place FROM counting
            ),
            last_report AS (
                SELECT task_id, day, percent, row_number() OVER (PARTITION BY task_id, day ORDER BY at DESC, id DESC) AS place FROM accepted
            )
            SELECT s.task_id, s.day, coalesce(lead(s.day) OVER (PARTITION BY s.task_id ORDER BY s.day), {never}), s.status, coalesce(p.percent, 0), p.percent
            FROM last_of_day s LEFT JOIN last_report p ON p.task_id = s.task_id AND p.day = s.day AND p.place = 1
            WHERE s.place = 1;
            """);
        migrationBuilder.Sql("""
            UPDATE task_states SET percent_complete = coalesce((
                SELECT s.reported_percent FROM task_states s
                WHERE s.task_id = task_states.task_id AND s.from_day < task_states.from_day AND s.reported_percent IS NOT NULL
                ORDER BY s.from_day DESC LIMIT 1), 0)
            WHERE reported_percent IS NULL;
            """);
        migrationBuilder.Sql($"""
            INSERT INTO deadline_dues (deadline_id, from_day, until_day, due_on)
            WITH extensions AS (
                SELECT a.deadline_id, {decidedOn} AS day, a.proposed_due_on AS due_on,
                    row_number() OVER (PARTITION BY a.deadline_id, {decidedOn} ORDER BY a.decided_at DESC, a.id DESC) AS place
                FROM amendments a WHERE a.status = 3 AND a.kind = 0
            )
            SELECT e.deadline_id, e.day, coalesce(lead(e.day) OVER (PARTITION BY e.deadline_id ORDER BY e.day), {never}), e.due_on
            FROM extensions e WHERE e.place = 1;
            """);
        migrationBuilder.Sql($"""
            UPDATE tasks SET status = s.status, percent_complete = s.percent_complete FROM task_states s
            WHERE s.task_id = tasks.id AND s.until_day = {never} AND (s.status <> tasks.status OR s.percent_complete <> tasks.percent_complete);
            """);
        migrationBuilder.Sql($"""
            UPDATE deadlines SET met_on = met.day FROM (
                SELECT d.id, min(r.day) AS day FROM deadlines d JOIN ({accepted}) r ON r.task_id = d.task_id
                WHERE r.status = 2 OR EXISTS (SELECT 1 FROM progress_report_met_deadlines m WHERE m.report_id = r.id AND m.deadline_id = d.id)
                GROUP BY d.id) met
            WHERE met.id = deadlines.id AND (deadlines.met_on IS NULL OR deadlines.met_on > met.day);
            """);
    }
}
