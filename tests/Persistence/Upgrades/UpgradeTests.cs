using System.Text.Json.Nodes;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Migrations;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Commands;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Persistence.Upgrades;

/// <summary>Databases with data in them, to a newer version and back.</summary>
public sealed class UpgradeTests
{
    internal const string Everything = """
        {
          planByCode(code: "P1") { title status sections { label } }
          taskByLabel(planCode: "P1", label: "I.1.a") {
            title status percentComplete version leadAgency { code }
            assignments { role agency { code } } deadlines { phrase dueOn originalDueOn metOn }
            progressReports { nodes { summary status evidence { title url } } } amendments { nodes { kind status } }
          }
          industrialClusters { nodes { name capitalVnd note localities { name } tasks { label } } }
          changes(first: 100) { totalCount }
        }
        """;

    // The very request that was made of the first release.
    internal const string Report = """
        mutation {
          submitProgressReport(input: {
            taskId: "VGFzazox", reportedOn: "2022-05-12", taskStatus: IN_PROGRESS, percentComplete: 40, summary: "Đã trình dự thảo",
            obstacles: "Thiếu vốn; chưa có mặt bằng", metDeadlineIds: ["RGVhZGxpbmU6MQ=="],
            evidence: [{ title: "Tờ trình", url: "https://example.vn/to-trinh", documentNumber: "12/TTr-SCT" }], idempotencyKey: "first-release"
          }) { progressReport { id status } errors { ... on Error { message } } }
        }
        """;

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_database_of_the_first_release_is_brought_up_to_date_and_answers_and_goes_back_without_a_loss(DatabaseEngine engine)
    {
        await using var test = await ReleasedDatabase.CreateFirstAsync(engine);
        var (tables, form) = (await TableContents.OfAsync(test), await TableContents.DescribeAsync(test));
        var rows = await tables.ReadAsync(test);

        Assert.Equal(0, (await MigrateAsync(test)).ExitCode);

        Assert.Equal(LastMigration.Of(engine), await test.ScalarAsync("SELECT max(\"MigrationId\") FROM migrations_history"));
        Assert.Equal(rows.Where(IsAsItWas), (await tables.ReadAsync(test)).Where(IsAsItWas));
        await using (var server = new PlanServer(test))
        {
            var answer = await server.DataAsync(Everything, roles: Role.Coordinator);
            Assert.Equal(await ReleasedDatabase.ReadFirstAnswerAsync(), JsonNode.Parse(answer.GetRawText())!.ToJsonString());
            var again = await server.DataAsync(Report, roles: Role.Agency, agency: "LEAD1");
            Assert.Equal(
                """{"submitProgressReport":{"progressReport":{"id":"UHJvZ3Jlc3NSZXBvcnQ6MQ==","status":"ACCEPTED"},"errors":null}}""", again.GetRawText());
        }

        var (exitCode, output, error) = await MigrateAsync(test, "--to", ReleasedDatabase.FirstMigration);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.EndsWith($" at {ReleasedDatabase.FirstMigration}.", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(rows, await tables.ReadAsync(test));
        Assert.Equal(form, await TableContents.DescribeAsync(test));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_past_of_a_database_of_the_first_release_is_built_from_its_reports_and_decisions(DatabaseEngine engine)
    {
        await using var test = await ReleasedDatabase.CreateFirstAsync(engine);
        // The lead's older report, accepted behind the newer one and so hiding it; a coordinator's; and a cancellation of another task, decided at 00:30 in Viet Nam.
        var (day, at) = engine == DatabaseEngine.Postgres
            ? ((Func<string, string>)(text => $"'{text}'"), (Func<string, string>)(text => $"'{text}'"))
            : (text => $"{DateOnly.ParseExact(text, "yyyy-MM-dd", null).DayNumber}", text => $"{DateTimeOffset.Parse(text, null).ToUnixTimeMilliseconds() * 1000}");
        const string Columns = "id, task_id, agency_id, reported_on, status, task_status, percent_complete, summary, submitted_at, reviewed_at, version";
        await test.ScalarAsync($"""
            INSERT INTO progress_reports ({Columns}) VALUES
                (101, 1, 2, {day("2022-03-01")}, 1, 3, 10, 'x', {at("2026-11-24T00:00:00Z")}, {at("2026-11-24T00:00:00Z")}, 2),
                (102, 1, 3, {day("2022-04-01")}, 1, 2, 100, 'x', {at("2026-11-24T00:00:00Z")}, {at("2026-11-24T00:00:00Z")}, 2);
            UPDATE tasks SET status = 3, percent_complete = 10 WHERE id = 1;
            INSERT INTO amendments (id, task_id, agency_id, kind, status, reason, opinion, decision, proposed_at, reviewed_at, decided_at, version)
                VALUES (101, 2, 3, 4, 3, 'x', 'x', 'x', {at("2026-11-25T00:00:00Z")}, {at("2026-11-25T00:00:00Z")}, {at("2026-11-25T17:30:00Z")}, 3);
            """);

        Assert.Equal(0, (await MigrateAsync(test)).ExitCode);

        await using var server = new PlanServer(test);
        Assert.Equal("NOT_STARTED 0 2022-06-30  NOT_STARTED", await StateAsync("2022-02-28"));
        Assert.Equal("SUSPENDED 10 2022-06-30  NOT_STARTED", await StateAsync("2022-05-11"));
        Assert.Equal("IN_PROGRESS 40 2022-06-30 2022-05-12 NOT_STARTED", await StateAsync("2026-11-22"));
        Assert.Equal("IN_PROGRESS 40 2023-01-31 2022-05-12 NOT_STARTED", await StateAsync("2026-11-25"));
        Assert.Equal("IN_PROGRESS 40 2023-01-31 2022-05-12 CANCELLED", await StateAsync("2026-11-26"));
        Assert.Equal("IN_PROGRESS 40 2023-01-31 2022-05-12 CANCELLED", await StateAsync(null));

        async Task<string> StateAsync(string? asOf)
        {
            var data = await server.DataAsync(
                """
                query($day: LocalDate) @asOf(day: $day) {
                  taskByLabel(planCode: "P1", label: "I.1.a") { status percentComplete deadlines { id dueOn metOn } }
                  other: taskByLabel(planCode: "P1", label: "I.1.b") { status }
                }
                """,
                new { day = asOf }, Role.Reader);
            var task = data.GetProperty("taskByLabel");
            var first = task.GetProperty("deadlines").EnumerateArray().Single(deadline => deadline.GetProperty("id").GetString() == "RGVhZGxpbmU6MQ==");
            return $"{task.GetProperty("status")} {task.GetProperty("percentComplete")} {first.GetProperty("dueOn")} {first.GetProperty("metOn")} {data.GetProperty("other").GetProperty("status")}";
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Withdrawn_amendments_are_rejected_ones_to_an_older_version_and_all_else_of_them_stays(DatabaseEngine engine)
    {
        await using var test = await ReleasedDatabase.CreateFirstAsync(engine);
        const string Older = "StatesOfDays";
        const string Columns = "SELECT string_agg(id || ':' || status || ':' || coalesce(opinion, 'null') || ':' || (reviewed_at IS NULL) || ':' || (decided_at IS NULL), ' ' "
            + "ORDER BY id) FROM amendments WHERE id > 100";
        var at = engine == DatabaseEngine.Postgres ? "'2022-03-01T00:00:00Z'" : "1646092800000000";
        string Row(int id, int status, string opinion) => $"INSERT INTO amendments (id, task_id, agency_id, kind, status, reason, opinion, proposed_at, reviewed_at, version) "
            + $"VALUES ({id}, 1, 2, 4, {status}, 'x', {opinion}, {at}, {(opinion == "NULL" ? "NULL" : at)}, 1)";
        Assert.Equal(0, (await MigrateAsync(test, "--to", Older)).ExitCode);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => test.ScalarAsync(Row(101, 5, "NULL")));
        await test.ScalarAsync(Row(101, 0, "NULL"));

        Assert.Equal(0, (await MigrateAsync(test)).ExitCode);

        await test.ScalarAsync("UPDATE amendments SET status = 5 WHERE id = 101");
        await test.ScalarAsync(Row(102, 5, "'no'"));
        await test.ScalarAsync(Row(103, 0, "NULL"));
        await test.ScalarAsync(Row(104, 2, "'no'"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => test.ScalarAsync(Row(105, 1, "NULL")));
        var before = await RowsAsync();

        Assert.Equal(0, (await MigrateAsync(test, "--to", Older)).ExitCode);

        var (no, yes) = engine == DatabaseEngine.Postgres ? ("false", "true") : ("0", "1");
        Assert.Equal($"101:5:null:{yes}:{yes} 102:5:no:{no}:{yes} 103:0:null:{yes}:{yes} 104:2:no:{no}:{yes}", before);
        Assert.Equal($"101:4:-:{no}:{no} 102:4:no:{no}:{no} 103:0:null:{yes}:{yes} 104:2:no:{no}:{yes}", await RowsAsync());
        Assert.Equal(0, (await MigrateAsync(test)).ExitCode);
        Assert.Equal(1L, Convert.ToInt64(await test.ScalarAsync("SELECT version FROM amendments WHERE id = 102"), null));

        async Task<string?> RowsAsync() => Convert.ToString(await test.ScalarAsync(Columns), null);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_year_that_no_plan_is_for_becomes_the_nearest_one_and_stops_no_upgrade(DatabaseEngine engine)
    {
        await using var test = await ReleasedDatabase.CreateFirstAsync(engine);
        const string Older = "SignInSessions";
        Assert.Equal(0, (await MigrateAsync(test, "--to", Older)).ExitCode);
        var (tables, form) = (await TableContents.OfAsync(test), await TableContents.DescribeAsync(test));
        await test.ScalarAsync("UPDATE plans SET year = 1900, last_year = 1901 WHERE id = 1; UPDATE plans SET year = 9999, last_year = 9999 WHERE id = 2");
        var rows = await tables.ReadAsync(test);

        Assert.Equal(0, (await MigrateAsync(test)).ExitCode);

        Assert.Equal("1945-1945 2200-9999", await YearsAsync());
        Assert.Equal(rows.Where(IsOfNoPlan), (await tables.ReadAsync(test)).Where(IsOfNoPlan));
        Assert.Equal(form.Where(IsNotTheCheck), (await TableContents.DescribeAsync(test)).Where(IsNotTheCheck));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => test.ScalarAsync("UPDATE plans SET year = 1944 WHERE id = 1"));
        await using (var server = new PlanServer(test))
        {
            Assert.Equal(1945, (await server.DataAsync("{ planByCode(code: \"P1\") { year } }", roles: Role.Coordinator)).GetProperty("planByCode").GetProperty("year").GetInt32());
        }

        Assert.Equal(0, (await MigrateAsync(test, "--to", Older)).ExitCode);
        await test.ScalarAsync("UPDATE plans SET year = 1944 WHERE id = 1");
        Assert.Equal(form.Where(IsNoDefault), (await TableContents.DescribeAsync(test)).Where(IsNoDefault));

        async Task<string?> YearsAsync() => Convert.ToString(await test.ScalarAsync("SELECT string_agg(year || '-' || last_year, ' ' ORDER BY id) FROM plans"), null);

        static bool IsOfNoPlan(string row) => !row.StartsWith("plans|", StringComparison.Ordinal);

        static bool IsNotTheCheck(string line) => !line.Contains("ck_plans_year", StringComparison.Ordinal);

        // The older model does not have these defaults, which its own version never needs.
        static bool IsNoDefault(string line) => !line.StartsWith("plans|document_type|", StringComparison.Ordinal) && !line.StartsWith("plans|last_year|", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_built_anew_gives_no_id_again_that_it_has_given()
    {
        await using var test = await ReleasedDatabase.CreateFirstAsync(DatabaseEngine.Sqlite);
        await test.ScalarAsync("UPDATE sqlite_sequence SET seq = 900 WHERE name IN ('plans', 'tasks', 'amendments')");

        await LaterAsync(test);

        Assert.Equal(3L, await test.ScalarAsync("SELECT count(*) FROM sqlite_sequence WHERE seq = 900 AND name IN ('plans', 'tasks', 'amendments')"));
        Assert.Equal(
            901L, await test.ScalarAsync("INSERT INTO plans (code, title, title_order, year, last_year, status, issuer_id, recipients, version, created_at, updated_at) "
                + "VALUES ('P9', 'x', x'00', 2022, 2022, 1, 1, '[]', 1, 0, 0) RETURNING id"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_migration_that_builds_a_table_anew_keeps_every_row_there_and_back(DatabaseEngine engine)
    {
        await using var test = await ReleasedDatabase.CreateFirstAsync(engine);
        await new Migrator(new LaterVersion(test)).MigrateAsync(LastMigration.Of(engine), default);
        var (tables, form) = (await TableContents.OfAsync(test), await TableContents.DescribeAsync(test));
        var rows = await tables.ReadAsync(test);

        Assert.True(await LaterAsync(test));

        Assert.Equal(rows, await tables.ReadAsync(test));
        Assert.Equal("none", await test.ScalarAsync("SELECT min(remark) FROM tasks"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => test.ScalarAsync("UPDATE tasks SET remark = ' '"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => test.ScalarAsync("DELETE FROM tasks WHERE id = 1"));

        await test.ScalarAsync("UPDATE tasks SET title = 'Việc mới', remark = 'x' WHERE id = 2");
        var later = await tables.ReadAsync(test);
        Assert.True(await new Migrator(new LaterVersion(test)).MigrateAsync(LastMigration.Of(engine), default));

        Assert.Equal(later, await tables.ReadAsync(test));
        Assert.Equal(form, await TableContents.DescribeAsync(test));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Servers_of_a_later_version_that_start_at_once_bring_the_database_up_to_date_once(DatabaseEngine engine)
    {
        await using var test = await ReleasedDatabase.CreateFirstAsync(engine);

        var changed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LaterAsync(test))));

        Assert.Single(changed, true);
        Assert.Equal(1L, Convert.ToInt64(await test.ScalarAsync($"SELECT count(*) FROM migrations_history WHERE \"MigrationId\" = '{LaterMigrations.Later}'"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_migration_that_fails_leaves_everything_as_it_was_those_before_it_too(DatabaseEngine engine)
    {
        await using var test = await ReleasedDatabase.CreateFirstAsync(engine);
        var (tables, form) = (await TableContents.OfAsync(test), await TableContents.DescribeAsync(test));
        var rows = await tables.ReadAsync(test);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => new Migrator(new LaterVersion(test)).MigrateAsync(LaterMigrations.Broken, default));

        Assert.Equal(rows, await tables.ReadAsync(test));
        Assert.Equal(form, await TableContents.DescribeAsync(test));
    }

    [Fact]
    public async Task An_older_server_refuses_a_newer_database_and_says_how_to_take_it_back()
    {
        await using var test = await ReleasedDatabase.CreateFirstAsync(DatabaseEngine.Sqlite);
        await LaterAsync(test);

        var (exitCode, output, error) = await Executable.RunAsync(test.Options.ContentRoot, "Development", "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.EndsWith(
            $"belongs to a newer version of KGPlanGraph (it has {LaterMigrations.Later}): start that version, or let that version take the database back first "
                + $"(migrate --to {Migrator.NameOf(LastMigration.Sqlite)}).{Environment.NewLine}",
            error, StringComparison.Ordinal);
    }

    // Roles have other numbers now; that they say the same is in the answer.
    private static bool IsAsItWas(string row) => !row.StartsWith("task_assignments|", StringComparison.Ordinal);

    private static Task<bool> LaterAsync(TestDatabase test) => new Migrator(new LaterVersion(test)).MigrateAsync(LaterMigrations.Later, default);

    private static Task<(int ExitCode, string Output, string Error)> MigrateAsync(TestDatabase test, params string[] options) => Executable.RunAsync(
        test.Options.ContentRoot, null,
        ["migrate", .. options, .. test.Options.ConnectionString is { } connectionString ? [$"--ConnectionStrings:KGPlanGraph={connectionString}"] : Array.Empty<string>()]);
}
