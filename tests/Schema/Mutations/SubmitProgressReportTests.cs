using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

public sealed class SubmitProgressReportTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Mutation = "submitProgressReport";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Agency_reads_its_report_back_as_it_was_submitted(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = Reporting.Input(scene)
            .With("obstacles", "  Thiếu vốn  ").With("proposals", "   ")
            .With("evidence", new[] { new { title = "Tờ trình", url = "https://kiengiang.gov.vn/a?b=1", documentNumber = "12/TTr" } })
            .With("metDeadlineIds", new[] { scene.Deadlines[1], scene.Deadlines[0], scene.Deadlines[1] });

        var payload = await scene.DoneAsync(
            Mutation, input,
            "progressReport { status reportedOn taskStatus percentComplete summary obstacles proposals submittedBy version agency { code } task { label } "
            + "evidence { title url documentNumber } metDeadlines { dueOn } }",
            Role.Agency, scene.Coordinator);

        Assert.Equal(
            "{\"status\":\"SUBMITTED\",\"reportedOn\":\"2022-05-12\",\"taskStatus\":\"IN_PROGRESS\",\"percentComplete\":40,\"summary\":\"Đã trình dự thảo\","
            + $"\"obstacles\":\"Thiếu vốn\",\"proposals\":null,\"submittedBy\":\"AGENCY@{scene.Coordinator}\",\"version\":1,"
            + $"\"agency\":{{\"code\":\"{scene.Coordinator}\"}},\"task\":{{\"label\":\"I.1.a\"}},"
            + "\"evidence\":[{\"title\":\"Tờ trình\",\"url\":\"https://kiengiang.gov.vn/a?b=1\",\"documentNumber\":\"12/TTr\"}],"
            + "\"metDeadlines\":[{\"dueOn\":\"2022-12-31\"},{\"dueOn\":\"2022-06-30\"}]}",
            payload.GetProperty("progressReport").GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Only_roles_with_an_agency_submit(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        foreach (var role in new[] { Role.Reader, Role.Coordinator, Role.Approver, Role.Admin })
        {
            var answer = await scene.Server.AskAsync(MutationDocument.Of(Mutation, ""), new { input = Reporting.Input(scene) }, role, scene.Lead);
            Assert.Equal("AUTH_NOT_AUTHORIZED", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Agency_cannot_report_on_a_task_it_is_not_assigned_to(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        var error = await scene.RefusalAsync("NotAssignedError", Mutation, Reporting.Input(scene), Role.Agency, scene.Stranger);
        Assert.Contains(scene.Stranger, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("I.1.a", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        await scene.RefusalAsync("NotAssignedError", Mutation, Reporting.Input(scene), Role.Agency, "NO-SUCH-AGENCY");
        await scene.RefusalAsync("NotAssignedError", Mutation, Reporting.Input(scene), Role.Agency);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Any_agency_of_the_register_reports_on_a_task_with_open_coordination_and_no_lead(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        await scene.SubmitAsync(scene.Stranger, Reporting.Input(scene, task: 2));
        await scene.RefusalAsync("NotAssignedError", Mutation, Reporting.Input(scene, task: 2), Role.Agency, "NO-SUCH-AGENCY");
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_task_that_is_not_there_for_the_caller_is_not_found(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var draft = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        foreach (var id in new[] { PlanScene.Id("Task", 999_999), scene.Deadlines[0], "x", draft.Tasks[0] })
        {
            var error = await scene.RefusalAsync("TaskNotFoundError", Mutation, Reporting.Input(scene).With("taskId", id), Role.Agency, draft.Lead);
            Assert.Equal(id, error.GetProperty("id").GetString());
        }

        // The coordinator sees the draft, where nothing is reported yet.
        await draft.RefusalAsync("PlanNotInForceError", Mutation, Reporting.Input(draft), Role.Agency | Role.Coordinator, draft.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_closed_plan_takes_no_reports(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Closed);

        await scene.RefusalAsync("PlanNotInForceError", Mutation, Reporting.Input(scene), Role.Agency, scene.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task All_problems_of_a_report_are_told_together(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = Reporting.Input(scene)
            .With("reportedOn", LocalDateScalar.Print(VietnamDay.Today(TimeProvider.System).AddDays(1)))
            .With("percentComplete", 101).With("summary", " \u200b ").With("obstacles", new string('ă', 20_001)).With("proposals", "a\u0007b")
            .With("evidence", new object[]
            {
                new { title = "", url = "ftp://x.vn/a" }, new { title = new string('x', 501), url = "javascript:alert(1)", documentNumber = "a\nb" },
            })
            .With("metDeadlineIds", new[] { scene.Deadlines[0], scene.DeadlineOfOther, "x" })
            .With("idempotencyKey", " ");

        Assert.Equal(
            [
                "idempotencyKey", "percentComplete", "summary", "obstacles", "proposals", "reportedOn", "evidence.0.title", "evidence.0.url",
                "evidence.1.title", "evidence.1.url", "evidence.1.documentNumber", "metDeadlineIds.1", "metDeadlineIds.2",
            ],
            await scene.FaultyFieldsAsync(Mutation, input, Role.Agency, scene.Lead));
    }

    [Theory]
    [InlineData("COMPLETED", 99)]
    [InlineData("NOT_STARTED", 1)]
    [InlineData("IN_PROGRESS", -1)]
    public async Task Percent_must_fit_the_status(string status, int percent)
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);
        var input = Reporting.Input(scene).With("taskStatus", status).With("percentComplete", percent);

        Assert.Equal(["percentComplete"], await scene.FaultyFieldsAsync(Mutation, input, Role.Agency, scene.Lead));
    }

    [Fact]
    public async Task A_report_speaks_of_a_day_of_its_plan()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);

        Assert.Equal(["reportedOn"], await scene.FaultyFieldsAsync(Mutation, Reporting.Input(scene).With("reportedOn", "2016-12-31"), Role.Agency, scene.Lead));
        await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("reportedOn", LocalDateScalar.Print(VietnamDay.Today(TimeProvider.System))));
    }

    [Fact]
    public async Task Lists_are_bounded()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);
        var evidence = Enumerable.Repeat(new { title = "a", url = "https://a.vn" }, 101);

        Assert.Equal(["evidence"], await scene.FaultyFieldsAsync(Mutation, Reporting.Input(scene).With("evidence", evidence), Role.Agency, scene.Lead));
    }

    [Fact]
    public async Task Texts_of_the_longest_length_are_kept_in_NFC()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);
        // Decomposed, 40,000 characters; composed, 20,000.
        var summary = string.Concat(Enumerable.Repeat("a\u0306", 20_000));

        var payload = await scene.DoneAsync(
            Mutation, Reporting.Input(scene).With("summary", summary), "progressReport { summary }", Role.Agency, scene.Lead);

        Assert.Equal(new string('ă', 20_000), payload.GetProperty("progressReport").GetProperty("summary").GetString());
    }

    [Fact]
    public async Task Messages_follow_the_language_of_the_request()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Add("Accept-Language", "vi");
        request.Headers.Authorization = new("Bearer", scene.Server.Token(Role.Agency, scene.Stranger));
        request.Content = new StringContent(
            JsonSerializer.Serialize(new { query = MutationDocument.Of(Mutation, ""), variables = new { input = Reporting.Input(scene) } }),
            System.Text.Encoding.UTF8, "application/json");

        using var response = await scene.Server.Http.SendAsync(request);

        Assert.Contains("không chủ trì cũng không phối hợp", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_submitted_report_is_a_Change_that_the_public_does_not_see(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var before = await scene.CountChangesAsync();

        await scene.SubmitAsync(scene.Lead);

        Assert.Equal(before + 1, await scene.CountChangesAsync());
        var last = $"FROM changes WHERE sequence = {before + 1}";
        Assert.Equal(DBNull.Value, await scene.Database.ScalarAsync($"SELECT public_kind {last}"));
        Assert.Equal($"AGENCY@{scene.Lead}", await scene.Database.ScalarAsync($"SELECT actor {last}"));
        Assert.NotEqual(DBNull.Value, await scene.Database.ScalarAsync($"SELECT owner_agency_id {last}"));
        Assert.NotEqual(DBNull.Value, await scene.Database.ScalarAsync($"SELECT task_id {last}"));
        Assert.NotEqual(DBNull.Value, await scene.Database.ScalarAsync($"SELECT agency_id {last}"));
    }
}
