using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Publishing and closing plans, and who sees what before and after.</summary>
public sealed class PlanLifecycleTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Seen =
        """
        query($code: String!, $plan: ID!, $ids: [ID!]!, $task: ID!) {
          plans(where: { code: { eq: $code } }) { totalCount nodes { code } }
          planByCode(code: $code) { code }
          plan(id: $plan) { code }
          task(id: $task) { label }
          taskByLabel(planCode: $code, label: "I.1.a") { label }
          nodes(ids: $ids) { __typename }
          sections(where: { plan: { code: { eq: $code } } }) { totalCount }
          tasks(where: { plan: { code: { eq: $code } } }) { totalCount nodes { label } }
          deadlines(where: { task: { plan: { code: { eq: $code } } } }) { totalCount }
          taskStatistics(where: { plan: { code: { eq: $code } } }) { total }
          changes(where: { subjectId: { in: $ids } }) { totalCount nodes { kind subject } }
        }
        """;

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_draft_is_there_for_readers_and_agencies_from_its_publication_on(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var section = (await scene.TaskAsync(0, "section { id }")).GetProperty("section").GetProperty("id").GetString();
        var variables = new
        {
            code = (await PlanAsync(scene)).GetProperty("code").GetString(),
            plan = PlanScene.Id("Plan", scene.PlanKey),
            ids = new[] { PlanScene.Id("Plan", scene.PlanKey), section, scene.Tasks[0], scene.Deadlines[0] },
            task = scene.Tasks[0],
        };
        async Task<string> ReadAsync(Role role) => (await scene.Server.DataAsync(Seen, variables, role, scene.Lead)).GetRawText();

        const string Nothing = "{\"plans\":{\"totalCount\":0,\"nodes\":[]},\"planByCode\":null,\"plan\":null,\"task\":null,\"taskByLabel\":null,"
            + "\"nodes\":[null,null,null,null],\"sections\":{\"totalCount\":0},\"tasks\":{\"totalCount\":0,\"nodes\":[]},\"deadlines\":{\"totalCount\":0},"
            + "\"taskStatistics\":[],\"changes\":{\"totalCount\":0,\"nodes\":[]}}";
        var before = (await ReadAsync(Role.Reader), await ReadAsync(Role.Agency), await ReadAsync(Role.Approver));
        await PublishAsync(scene);
        var after = (await ReadAsync(Role.Reader), await ReadAsync(Role.Agency), await ReadAsync(Role.Approver));

        // No groups asked for: one row that counts what is there, or none.
        Assert.Equal(Nothing, before.Item1.Replace("\"taskStatistics\":[{\"total\":0}]", "\"taskStatistics\":[]", StringComparison.Ordinal));
        Assert.Equal(before.Item1, before.Item2);
        Assert.Contains("\"tasks\":{\"totalCount\":3", before.Item3, StringComparison.Ordinal);
        Assert.Equal(after.Item1, after.Item2);
        Assert.Contains("\"tasks\":{\"totalCount\":3", after.Item1, StringComparison.Ordinal);
        Assert.Contains("\"taskStatistics\":[{\"total\":3}]", after.Item1, StringComparison.Ordinal);
        Assert.Contains(
            "\"nodes\":[{\"__typename\":\"Plan\"},{\"__typename\":\"PlanSection\"},{\"__typename\":\"Task\"},{\"__typename\":\"Deadline\"}]", after.Item1,
            StringComparison.Ordinal);
        // The public sees each object come, those who saw the draft see it change.
        Assert.EndsWith(Kinds("CREATED"), after.Item1, StringComparison.Ordinal);
        Assert.EndsWith(Kinds("CREATED", "UPDATED"), after.Item3, StringComparison.Ordinal);

        static string Kinds(params string[] kinds)
        {
            string[] subjects = ["PLAN", "SECTION", "TASK", "DEADLINE"];
            var changes = kinds.SelectMany(kind => subjects.Select(subject => $"{{\"kind\":\"{kind}\",\"subject\":\"{subject}\"}}"));
            return $"\"changes\":{{\"totalCount\":{4 * kinds.Length},\"nodes\":[{string.Join(',', changes)}]}}}}";
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_published_plan_has_number_and_date_and_takes_reports(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        var plan = await PublishAsync(scene);

        Assert.Equal("{\"status\":\"IN_FORCE\",\"documentNumber\":\"85/KH-UBND\",\"issuedOn\":\"2022-03-30\",\"version\":2}", plan.GetRawText());
        Assert.Equal(0L, Convert.ToInt64(await scene.Database.ScalarAsync(
            $"SELECT count(*) FROM tasks WHERE draft_plan_id IS NOT NULL AND plan_id = {scene.PlanKey}"), null));
        await scene.DoneAsync("submitProgressReport", Reporting.Input(scene), "progressReport { id }", Role.Agency, scene.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Publishing_is_refused_in_the_contracts_words(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var tomorrow = VietnamDay.Today(TimeProvider.System).AddDays(1).ToString("yyyy-MM-dd", null);

        await scene.RefusalAsync("PlanNotFoundError", "publishPlan", Publication(scene).With("planId", scene.Tasks[0]), Role.Approver);
        var conflict = await scene.RefusalAsync(
            "VersionConflictError", "publishPlan", Publication(scene).With("expectedVersion", 2).With("documentNumber", ""), Role.Approver);
        Assert.Equal(1, conflict.GetProperty("currentVersion").GetInt32());
        Assert.Equal(
            ["documentNumber", "issuedOn"],
            await scene.FaultyFieldsAsync("publishPlan", Publication(scene).With("documentNumber", " ").With("issuedOn", tomorrow), Role.Approver));
        Assert.Equal(["issuedOn"], await scene.FaultyFieldsAsync("publishPlan", Publication(scene).With("issuedOn", "0022-03-30"), Role.Approver));

        await PublishAsync(scene);
        Assert.Equal("IN_FORCE", await StateAsync(scene, "publishPlan", Publication(scene).With("expectedVersion", 2)));
    }

    [Fact]
    public async Task Only_the_approver_publishes_and_closes()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite, PlanStatus.Draft);

        foreach (var (mutation, input) in new (string, object)[] { ("publishPlan", Publication(scene)), ("closePlan", Closing(scene, 1)) })
        {
            var answer = await scene.Server.AskAsync(
                MutationDocument.Of(mutation, ""), new { input }, Role.Reader | Role.Agency | Role.Coordinator | Role.Admin, scene.Lead);
            Assert.Equal("AUTH_NOT_AUTHORIZED", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Only_a_plan_in_force_is_closed_and_only_once(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        Assert.Equal("DRAFT", await StateAsync(scene, "closePlan", Closing(scene, 1)));
        await PublishAsync(scene);
        await scene.RefusalAsync("VersionConflictError", "closePlan", Closing(scene, 1), Role.Approver);
        var payload = await scene.DoneAsync("closePlan", Closing(scene, 2), "plan { status version }", Role.Approver);
        Assert.Equal("{\"status\":\"CLOSED\",\"version\":3}", payload.GetProperty("plan").GetRawText());
        Assert.Equal("CLOSED", await StateAsync(scene, "closePlan", Closing(scene, 3)));
        Assert.Equal("CLOSED", await StateAsync(scene, "publishPlan", Publication(scene).With("expectedVersion", 3)));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nothing_in_a_closed_plan_changes(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var progressReportId = await scene.SubmitAsync(scene.Lead);
        var extension = new
        {
            taskId = scene.Tasks[0],
            kind = "EXTEND_DEADLINE",
            reason = "Thiếu vốn",
            deadlineId = scene.Deadlines[0],
            proposedDueOn = "2022-08-31",
        };
        var proposed = await scene.DoneAsync("proposeAmendment", extension, "amendment { id }", Role.Agency, scene.Lead);
        var amendmentId = proposed.GetProperty("amendment").GetProperty("id").GetString();
        await scene.DoneAsync("closePlan", Closing(scene, 1), "plan { status }", Role.Approver);

        // Editing a plan that is no draft is in DraftTaskTests.
        (string Error, string Mutation, object Input, Role Role)[] attempts =
        [
            ("PlanNotInForceError", "submitProgressReport", Reporting.Input(scene), Role.Agency),
            ("InvalidStateError", "withdrawProgressReport", new { progressReportId, expectedVersion = 1 }, Role.Agency),
            ("InvalidStateError", "acceptProgressReport", new { progressReportId, expectedVersion = 1 }, Role.Coordinator),
            ("InvalidStateError", "returnProgressReport", new { progressReportId, expectedVersion = 1, note = "Bổ sung" }, Role.Coordinator),
            ("PlanNotInForceError", "proposeAmendment", extension, Role.Agency),
            ("InvalidStateError", "reviewAmendment", new { amendmentId, expectedVersion = 1, recommend = true, opinion = "Nhất trí" }, Role.Coordinator),
            ("InvalidStateError", "decideAmendment", new { amendmentId, expectedVersion = 1, approve = true, decision = "Đồng ý" }, Role.Approver),
        ];
        foreach (var (error, mutation, input, role) in attempts)
        {
            await scene.RefusalAsync(error, mutation, input, role, scene.Lead);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_comes_into_a_draft_while_it_is_published_is_published_with_it_or_refused(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var additions = Enumerable.Range(0, 6).Select(index => scene.MutateAsync(
            "setDeadline", new { taskId = scene.Tasks[index % 3], kind = "ON_DATE", dueOn = "2022-05-31", expectedVersion = 1 }, "task { id }",
            Role.Coordinator));

        await Task.WhenAll([.. additions, scene.DoneAsync("publishPlan", Publication(scene), "plan { id }", Role.Approver)]);

        foreach (var table in new[] { "plan_sections", "tasks", "deadlines" })
        {
            Assert.Equal(0L, Convert.ToInt64(await scene.Database.ScalarAsync($"SELECT count(*) FROM {table} WHERE draft_plan_id = {scene.PlanKey}"), null));
        }
    }

    private static Dictionary<string, object?> Publication(PlanScene scene) => new()
    {
        ["planId"] = PlanScene.Id("Plan", scene.PlanKey),
        ["expectedVersion"] = 1,
        ["documentNumber"] = "85/KH-UBND",
        ["issuedOn"] = "2022-03-30",
    };

    private static object Closing(PlanScene scene, int expectedVersion) => new { planId = PlanScene.Id("Plan", scene.PlanKey), expectedVersion };

    private static async Task<string?> StateAsync(PlanScene scene, string mutation, object input) =>
        (await scene.RefusalAsync("InvalidStateError", mutation, input, Role.Approver)).GetProperty("status").GetString();

    private static async Task<JsonElement> PublishAsync(PlanScene scene) =>
        (await scene.DoneAsync("publishPlan", Publication(scene), "plan { status documentNumber issuedOn version }", Role.Approver)).GetProperty("plan");

    private static async Task<JsonElement> PlanAsync(PlanScene scene) => (await scene.Server.DataAsync(
        "query($id: ID!) { plan(id: $id) { code } }", new { id = PlanScene.Id("Plan", scene.PlanKey) }, Role.Coordinator)).GetProperty("plan");
}
