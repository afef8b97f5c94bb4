using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Accepting, returning and withdrawing.</summary>
public sealed class ReviewProgressReportTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Untouched =
        """{"status":"NOT_STARTED","percentComplete":0,"version":1,"deadlines":[{"dueOn":"2022-06-30","originalDueOn":"2022-06-30","metOn":null},"""
        + """{"dueOn":"2022-12-31","originalDueOn":"2022-12-31","metOn":null}]}""";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Accepting_the_leads_report_sets_the_task_and_the_deadlines_it_names(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("metDeadlineIds", new[] { scene.Deadlines[0] }));

        var payload = await scene.AcceptAsync(report);

        Assert.Equal(
            """{"status":"ACCEPTED","reviewNote":"Nhất trí","reviewedBy":"COORDINATOR","version":2}""", payload.GetProperty("progressReport").GetRawText());
        Assert.Equal(
            """{"status":"IN_PROGRESS","percentComplete":40,"version":2,"deadlines":[{"metOn":"2022-05-12"},{"metOn":null}]}""",
            payload.GetProperty("task").GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Accepting_COMPLETED_meets_all_open_deadlines_and_leaves_met_ones(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        await scene.AcceptAsync(await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("metDeadlineIds", new[] { scene.Deadlines[0] })));
        var completed = Reporting.Input(scene).With("reportedOn", "2022-11-01").With("taskStatus", "COMPLETED").With("percentComplete", 100);

        var payload = await scene.AcceptAsync(await scene.SubmitAsync(scene.Lead, completed));

        Assert.Equal(
            """{"status":"COMPLETED","percentComplete":100,"version":3,"deadlines":[{"metOn":"2022-05-12"},{"metOn":"2022-11-01"}]}""",
            payload.GetProperty("task").GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Accepting_a_coordinators_report_leaves_the_task_as_it_is(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var completed = Reporting.Input(scene).With("taskStatus", "COMPLETED").With("percentComplete", 100).With("metDeadlineIds", scene.Deadlines);

        await scene.AcceptAsync(await scene.SubmitAsync(scene.Coordinator, completed));

        Assert.Equal(Untouched, (await scene.TaskAsync(0)).GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Accepting_a_report_on_a_task_without_a_lead_leaves_the_task_as_it_is(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        await scene.AcceptAsync(await scene.SubmitAsync(scene.Stranger, Reporting.Input(scene, task: 2)));

        Assert.Equal("""{"status":"NOT_STARTED","version":1}""", (await scene.TaskAsync(2, "status version")).GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Acceptance_makes_the_report_public(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Coordinator);
        var before = await scene.CountChangesAsync();

        await scene.AcceptAsync(report);

        Assert.Equal(before + 1, await scene.CountChangesAsync());
        Assert.Equal(0L, Convert.ToInt64(await scene.Database.ScalarAsync($"SELECT public_kind FROM changes WHERE sequence = {before + 1}"), null));
        Assert.Equal(1L, Convert.ToInt64(await scene.Database.ScalarAsync($"SELECT kind FROM changes WHERE sequence = {before + 1}"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Returning_needs_a_note_and_leaves_the_task_as_it_is(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);

        Assert.Equal(
            ["note"],
            await scene.FaultyFieldsAsync("returnProgressReport", new { progressReportId = report, expectedVersion = 1, note = " " }, Role.Coordinator));
        var payload = await scene.DoneAsync(
            "returnProgressReport", new { progressReportId = report, expectedVersion = 1, note = "Bổ sung số liệu" },
            "progressReport { status reviewNote version }", Role.Coordinator);

        Assert.Equal("""{"status":"RETURNED","reviewNote":"Bổ sung số liệu","version":2}""", payload.GetProperty("progressReport").GetRawText());
        Assert.Equal(Untouched, (await scene.TaskAsync(0)).GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Only_its_own_agency_withdraws_a_report(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Coordinator);
        var input = new { progressReportId = report, expectedVersion = 1 };

        // The lead sees it, the other coordinator does not.
        await scene.RefusalAsync("NotOwnerError", "withdrawProgressReport", input, Role.Agency, scene.Lead);
        var error = await scene.RefusalAsync("ProgressReportNotFoundError", "withdrawProgressReport", input, Role.Agency, scene.SecondCoordinator);
        Assert.Equal(report, error.GetProperty("id").GetString());
        var payload = await scene.DoneAsync("withdrawProgressReport", input, "progressReport { status version }", Role.Agency, scene.Coordinator);

        Assert.Equal("""{"status":"WITHDRAWN","version":2}""", payload.GetProperty("progressReport").GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_report_that_is_settled_stays_as_it_is(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);
        await scene.AcceptAsync(report);

        foreach (var (mutation, input, role) in Settling(report, expectedVersion: 2))
        {
            var error = await scene.RefusalAsync("InvalidStateError", mutation, input, role, scene.Lead);
            Assert.Equal("ACCEPTED", error.GetProperty("status").GetString());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nothing_is_settled_on_a_closed_plan(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);
        await scene.SetPlanStatusAsync(PlanStatus.Closed);

        foreach (var (mutation, input, role) in Settling(report, expectedVersion: 1))
        {
            var error = await scene.RefusalAsync("InvalidStateError", mutation, input, role, scene.Lead);
            Assert.Equal("CLOSED", error.GetProperty("status").GetString());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_stale_version_is_told_before_any_other_rule(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);
        await scene.AcceptAsync(report);

        foreach (var (mutation, input, role) in Settling(report, expectedVersion: 1))
        {
            var error = await scene.RefusalAsync("VersionConflictError", mutation, input, role, scene.Coordinator);
            Assert.Equal(2, error.GetProperty("currentVersion").GetInt32());
        }
    }

    [Fact]
    public async Task A_report_that_is_not_there_is_not_found()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);

        foreach (var id in new[] { PlanScene.Id("ProgressReport", 999_999), scene.Tasks[0], "" })
        {
            foreach (var (mutation, input, role) in Settling(id, expectedVersion: 1))
            {
                await scene.RefusalAsync("ProgressReportNotFoundError", mutation, input, role, scene.Lead);
            }
        }
    }

    private static IEnumerable<(string Mutation, object Input, Role Role)> Settling(string report, int expectedVersion) =>
    [
        ("withdrawProgressReport", new { progressReportId = report, expectedVersion }, Role.Agency),
        ("acceptProgressReport", new { progressReportId = report, expectedVersion }, Role.Coordinator),
        ("returnProgressReport", new { progressReportId = report, expectedVersion, note = "x" }, Role.Coordinator),
    ];
}
