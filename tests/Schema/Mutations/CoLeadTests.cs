using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Agencies that lead together with the lead.</summary>
public sealed class CoLeadTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Roles = "version leadAgency { code } coLeads { code } coordinators { code } assignments { role position agency { code } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_co_lead_stands_behind_the_lead_and_is_found_by_the_filter(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        var task = (await AssignAsync(scene, scene.Stranger)).GetProperty("task");

        var (lead, coLead, first, second) = (scene.Lead, scene.Stranger, scene.Coordinator, scene.SecondCoordinator);
        Assert.Equal(
            $$$"""
            {"version":2,"leadAgency":{"code":"{{{lead}}}"},"coLeads":[{"code":"{{{coLead}}}"}],"coordinators":[{"code":"{{{first}}}"},{"code":"{{{second}}}"}],
            "assignments":[{"role":"LEAD","position":1,"agency":{"code":"{{{lead}}}"}},{"role":"CO_LEAD","position":2,"agency":{"code":"{{{coLead}}}"}},
            {"role":"COORDINATE","position":3,"agency":{"code":"{{{first}}}"}},{"role":"COORDINATE","position":4,"agency":{"code":"{{{second}}}"}}]}
            """.ReplaceLineEndings(""),
            task.GetRawText());
        var found = await scene.Server.DataAsync(
            "query($code: String!) { tasks(where: { coLeads: { some: { code: { eq: $code } } } }) { nodes { label } } }", new { code = coLead }, Role.Coordinator);
        Assert.Equal("{\"tasks\":{\"nodes\":[{\"label\":\"I.1.a\"}]}}", found.GetRawText());
        var before = await scene.Database.ScalarAsync(
            $"SELECT before FROM changes WHERE subject = 2 AND kind = 1 AND subject_id = (SELECT id FROM tasks WHERE plan_id = {scene.PlanKey} AND label = 'I.1.a')");
        Assert.Contains("\"coLeads\":[]", (string)before!, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_co_lead_reports_and_proposes_as_assigned_and_its_accepted_report_leaves_the_task_as_it_is(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        await AssignAsync(scene, scene.Stranger);
        var publication = new { planId = PlanScene.Id("Plan", scene.PlanKey), expectedVersion = 1, documentNumber = "85/KH-UBND", issuedOn = "2022-03-30" };
        await scene.DoneAsync("publishPlan", publication, "plan { id }", Role.Approver);
        var before = (await scene.TaskAsync(0)).GetRawText();

        var report = await scene.SubmitAsync(scene.Stranger, Reporting.Input(scene).With("taskStatus", "COMPLETED").With("percentComplete", 100));
        var accepted = await scene.AcceptAsync(report);

        Assert.Equal("ACCEPTED", accepted.GetProperty("progressReport").GetProperty("status").GetString());
        Assert.Equal(before, (await scene.TaskAsync(0)).GetRawText());
        var proposal = new { taskId = scene.Tasks[0], kind = "CHANGE_CONTENT", reason = "Thiếu vốn", proposedContent = "Nội dung khác" };
        await scene.DoneAsync("proposeAmendment", proposal, "amendment { id }", Role.Agency, scene.Stranger);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_is_to_be_handed_in_is_written_changed_and_cleared(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var input = new Dictionary<string, object?> { ["taskId"] = scene.Tasks[0], ["expectedVersion"] = 1, ["expectedOutput"] = " Quyết định của UBND tỉnh " };

        var written = await scene.DoneAsync("updateTask", input, "task { expectedOutput version }", Role.Coordinator);
        var kept = await scene.DoneAsync(
            "updateTask", new { taskId = scene.Tasks[0], expectedVersion = 2, title = "Việc" }, "task { expectedOutput }", Role.Coordinator);
        var cleared = await scene.DoneAsync(
            "updateTask", input.With("expectedVersion", 3).With("expectedOutput", null), "task { expectedOutput version }", Role.Coordinator);

        Assert.Equal("{\"expectedOutput\":\"Quyết định của UBND tỉnh\",\"version\":2}", written.GetProperty("task").GetRawText());
        Assert.Equal("{\"expectedOutput\":\"Quyết định của UBND tỉnh\"}", kept.GetProperty("task").GetRawText());
        Assert.Equal("{\"expectedOutput\":null,\"version\":4}", cleared.GetProperty("task").GetRawText());
    }

    private static Task<System.Text.Json.JsonElement> AssignAsync(PlanScene scene, string code) => scene.DoneAsync(
        "assignAgency", new { taskId = scene.Tasks[0], agencyId = scene.Agencies[code], role = "CO_LEAD", expectedVersion = 1 }, $"task {{ {Roles} }}",
        Role.Coordinator);
}
