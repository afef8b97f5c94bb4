using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>What each kind of amendment does to the task once it is approved.</summary>
public sealed class AmendmentEffectTests(MutationServers servers) : IClassFixture<MutationServers>
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task EXTEND_DEADLINE_moves_dueOn_and_keeps_originalDueOn(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        var task = await scene.ApproveAsync(await scene.ProposeAsync(Amending.Extend(scene, "2022-09-30")));

        Assert.Equal("""{"dueOn":"2022-09-30","originalDueOn":"2022-06-30"}""", task.GetProperty("deadlines")[0].GetRawText());
        Assert.Equal(2, task.GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task CHANGE_CONTENT_replaces_the_content_and_what_search_finds(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        var task = await scene.ApproveAsync(await scene.ProposeAsync(Amending.Content(scene, "Lập đề án chuyển đổi")));

        Assert.Equal("Lập đề án chuyển đổi", task.GetProperty("content").GetString());
        Assert.Equal(2, task.GetProperty("version").GetInt32());
        Assert.Contains(
            "de an chuyen doi",
            (string)(await scene.Database.ScalarAsync($"SELECT folded FROM tasks WHERE plan_id = {scene.PlanKey} AND label = 'I.1.a'"))!,
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task CHANGE_LEAD_AGENCY_to_a_stranger_replaces_the_lead_and_keeps_the_coordinators(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        var task = await scene.ApproveAsync(await scene.ProposeAsync(Amending.NewLead(scene, scene.Stranger)));

        Assert.Equal($"LEAD {scene.Stranger} 1, COORDINATE {scene.Coordinator} 2, COORDINATE {scene.SecondCoordinator} 3", Assignments(task));
        Assert.Equal(scene.Stranger, task.GetProperty("leadAgency").GetProperty("code").GetString());
        Assert.Equal(2, task.GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task CHANGE_LEAD_AGENCY_to_a_coordinator_makes_it_the_lead_and_closes_the_gap(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        var task = await scene.ApproveAsync(await scene.ProposeAsync(Amending.NewLead(scene, scene.SecondCoordinator)));

        Assert.Equal($"LEAD {scene.SecondCoordinator} 1, COORDINATE {scene.Coordinator} 2", Assignments(task));
        Assert.Equal(scene.SecondCoordinator, task.GetProperty("leadAgency").GetProperty("code").GetString());
        Assert.Equal(2, task.GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task CHANGE_LEAD_AGENCY_gives_a_lead_to_a_task_that_has_none(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = Amending.NewLead(scene, scene.Stranger).With("taskId", scene.Tasks[2]);

        var task = await scene.ApproveAsync(await scene.ProposeAsync(input));

        Assert.Equal($"LEAD {scene.Stranger} 1", Assignments(task));
        // Open coordination with a lead is nobody's assignment.
        await scene.RefusalAsync("NotAssignedError", "submitProgressReport", Reporting.Input(scene, task: 2), Role.Agency, scene.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_former_leads_report_no_longer_changes_the_task(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);
        await scene.ApproveAsync(await scene.ProposeAsync(Amending.NewLead(scene, scene.Coordinator)));

        await scene.AcceptAsync(report);

        Assert.Equal("""{"status":"NOT_STARTED","version":2}""", (await scene.TaskAsync(0, "status version")).GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task ADD_COORDINATOR_puts_the_agency_last(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        var task = await scene.ApproveAsync(await scene.ProposeAsync(Amending.NewCoordinator(scene, scene.Stranger)));

        Assert.Equal(
            $"LEAD {scene.Lead} 1, COORDINATE {scene.Coordinator} 2, COORDINATE {scene.SecondCoordinator} 3, COORDINATE {scene.Stranger} 4", Assignments(task));
        Assert.Equal(2, task.GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task CANCEL_TASK_cancels_the_task_and_the_approval_is_public(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var id = await scene.ProposeAsync(Amending.Cancel(scene));
        await scene.ReviewAsync(id);
        var before = await scene.CountChangesAsync();

        var payload = await scene.DoneAsync("decideAmendment", Amending.Decision(id, 2), "task { status version }", Role.Approver);

        Assert.Equal("""{"status":"CANCELLED","version":2}""", payload.GetProperty("task").GetRawText());
        Assert.Equal(before + 2, await scene.CountChangesAsync());
        Assert.Equal(1L, Convert.ToInt64(
            await scene.Database.ScalarAsync($"SELECT count(*) FROM changes WHERE sequence > {before} AND kind = 1 AND public_kind = 0"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_amendment_that_the_task_has_overtaken_can_only_be_rejected(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var shorter = await scene.ProposeAsync(Amending.Extend(scene, "2022-08-31"));
        await scene.ReviewAsync(shorter);
        await scene.ApproveAsync(await scene.ProposeAsync(Amending.Extend(scene, "2022-09-30")));

        Assert.Equal(["approve"], await scene.FaultyFieldsAsync("decideAmendment", Amending.Decision(shorter, 2), Role.Approver));
        await scene.DoneAsync(
            "decideAmendment", new { amendmentId = shorter, expectedVersion = 2, approve = false, decision = "Không" }, "amendment { status }",
            Role.Approver);
    }

    private static string Assignments(JsonElement task) => string.Join(", ", task.GetProperty("assignments").EnumerateArray().Select(assignment =>
        $"{assignment.GetProperty("role")} {assignment.GetProperty("agency").GetProperty("code")} {assignment.GetProperty("position")}"));
}
