using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Editing a draft: tasks, assignments, deadlines.</summary>
public sealed class DraftTaskTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Roles = "leadAgency { code } coordinators { code } assignments { role position agency { code } } version";
    private const string Dates = "deadline { kind phrase deliverable dueOn originalDueOn metOn } task { version deadlines { dueOn } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Coordinator_adds_a_task_with_its_agencies(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var input = (await NewTaskAsync(scene)).With("leadAgencyId", Agency(scene, scene.Lead))
            .With("coordinatorIds", new[] { Agency(scene, scene.SecondCoordinator), Agency(scene, scene.Coordinator) });

        var payload = await scene.DoneAsync(
            "createTask", input, $"task {{ label title content deliverableKind status percentComplete section {{ label }} plan {{ code }} {Roles} }}",
            Role.Coordinator);

        var task = payload.GetProperty("task");
        Assert.StartsWith(
            "{\"label\":\"I.1.đ\",\"title\":\"Đề án mới\",\"content\":\"Xây dựng Đề án.\",\"deliverableKind\":\"SCHEME\",\"status\":\"NOT_STARTED\","
            + "\"percentComplete\":0,\"section\":{\"label\":\"I.1\"}", task.GetRawText(), StringComparison.Ordinal);
        AssertRoles(task, scene.Lead, scene.SecondCoordinator, scene.Coordinator);
        Assert.Equal(1, task.GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task All_problems_of_a_new_task_are_told_together(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var input = (await NewTaskAsync(scene)).With("label", "I.2.a").With("title", " ").With("content", new string('x', 20_001))
            .With("leadAgencyId", Agency(scene, scene.Lead))
            .With("coordinatorIds", new[] { Agency(scene, scene.Lead), Agency(scene, scene.Stranger), Agency(scene, scene.Stranger), "x" });

        var errors = await scene.RefusedAsync("createTask", input, Role.Coordinator);

        Assert.Equal(
            ["label", "title", "content", "coordinatorIds.2", "AgencyNotFoundError x", "coordinatorIds.0"],
            errors.Select(error => error.TryGetProperty("field", out var field)
                ? field.GetString()
                : $"{error.GetProperty("__typename")} {error.GetProperty("id")}"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_label_stands_once_in_a_plan_and_in_a_section_that_is_there(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        var taken = await scene.RefusalAsync("CodeTakenError", "createTask", (await NewTaskAsync(scene)).With("label", "I.1.a"), Role.Coordinator);
        Assert.Equal("I.1.a", taken.GetProperty("code").GetString());
        foreach (var id in new[] { "x", scene.Tasks[0], PlanScene.Id("PlanSection", 999_999) })
        {
            var missing = await scene.RefusalAsync("SectionNotFoundError", "createTask", (await NewTaskAsync(scene)).With("sectionId", id), Role.Coordinator);
            Assert.Equal(id, missing.GetProperty("id").GetString());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_update_leaves_what_is_absent_and_refuses_null(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        var payload = await scene.DoneAsync(
            "updateTask", new { taskId = scene.Tasks[0], expectedVersion = 1, title = "  Việc khác  " }, "task { title content deliverableKind version }",
            Role.Coordinator);
        Assert.Equal(
            "{\"title\":\"Việc khác\",\"content\":\"Nội dung a\",\"deliverableKind\":\"SCHEME\",\"version\":2}", payload.GetProperty("task").GetRawText());

        var nulls = new { taskId = scene.Tasks[0], expectedVersion = 2, title = (string?)null, content = (string?)null, deliverableKind = (string?)null };
        Assert.Equal(["title", "content", "deliverableKind"], await scene.FaultyFieldsAsync("updateTask", nulls, Role.Coordinator));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_stale_version_is_told_before_any_other_rule(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        var error = await scene.RefusalAsync(
            "VersionConflictError", "updateTask", new { taskId = scene.Tasks[0], expectedVersion = 7, title = "" }, Role.Coordinator);
        Assert.Equal(1, error.GetProperty("currentVersion").GetInt32());
        await scene.RefusalAsync("TaskNotFoundError", "updateTask", new { taskId = "x", expectedVersion = 7, title = "" }, Role.Coordinator);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_new_lead_takes_the_place_of_the_former(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        AssertRoles(await AssignAsync(scene, scene.SecondCoordinator, "LEAD", 1), scene.SecondCoordinator, scene.Coordinator);
        AssertRoles(await AssignAsync(scene, scene.Stranger, "LEAD", 2), scene.Stranger, scene.Coordinator);
        AssertRoles(await AssignAsync(scene, scene.Lead, "COORDINATE", 3), scene.Stranger, scene.Coordinator, scene.Lead);
        // As a coordinator the lead leaves its place empty.
        AssertRoles(await AssignAsync(scene, scene.Stranger, "COORDINATE", 4), null, scene.Coordinator, scene.Lead, scene.Stranger);
        Assert.Equal(5, (await scene.TaskAsync(0)).GetProperty("version").GetInt32());
        Assert.Equal(
            "[\"leadAgency\",\"coordinators\",\"assignments\"]",
            await scene.Database.ScalarAsync("SELECT changed_fields FROM changes ORDER BY sequence DESC LIMIT 1"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_agency_that_has_the_role_already_keeps_it_and_nothing_changes(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var before = await scene.CountChangesAsync();

        var task = await AssignAsync(scene, scene.Coordinator, "COORDINATE", 1);

        AssertRoles(task, scene.Lead, scene.Coordinator, scene.SecondCoordinator);
        Assert.Equal((1, before), (task.GetProperty("version").GetInt32(), await scene.CountChangesAsync()));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Those_behind_an_agency_that_goes_move_up(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        AssertRoles(await UnassignAsync(scene, scene.Coordinator, 1), scene.Lead, scene.SecondCoordinator);
        AssertRoles(await UnassignAsync(scene, scene.Lead, 2), null, scene.SecondCoordinator);

        var gone = new { taskId = scene.Tasks[0], agencyId = Agency(scene, scene.Lead), expectedVersion = 3 };
        Assert.Equal(["agencyId"], await scene.FaultyFieldsAsync("unassignAgency", gone, Role.Coordinator));
        foreach (var mutation in new[] { "assignAgency", "unassignAgency" })
        {
            var input = new Dictionary<string, object?> { ["taskId"] = scene.Tasks[0], ["agencyId"] = scene.Tasks[0], ["expectedVersion"] = 3 };
            if (mutation == "assignAgency")
            {
                input["role"] = "LEAD";
            }

            await scene.RefusalAsync("AgencyNotFoundError", mutation, input, Role.Coordinator);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_deadline_without_a_phrase_gets_the_words_of_a_plan(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        var payload = await SetAsync(
            scene, new { taskId = scene.Tasks[0], kind = "QUARTER", dueOn = "2022-09-30", deliverable = "Đề án", expectedVersion = 1 });

        Assert.Equal(
            "{\"kind\":\"QUARTER\",\"phrase\":\"hoàn thành trong quý III/2022\",\"deliverable\":\"Đề án\",\"dueOn\":\"2022-09-30\","
            + "\"originalDueOn\":\"2022-09-30\",\"metOn\":null}", payload.GetProperty("deadline").GetRawText());
        Assert.Equal(
            "{\"version\":2,\"deadlines\":[{\"dueOn\":\"2022-06-30\"},{\"dueOn\":\"2022-09-30\"},{\"dueOn\":\"2022-12-31\"}]}",
            payload.GetProperty("task").GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_changed_deadline_keeps_what_is_absent_and_loses_what_is_null(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var (taskId, deadlineId) = (scene.Tasks[0], scene.Deadlines[0]);

        await SetAsync(
            scene, new { taskId, deadlineId, kind = "ON_DATE", dueOn = "2022-06-30", deliverable = "Danh mục", phrase = "đúng hạn", expectedVersion = 1 });
        var kept = await SetAsync(scene, new { taskId, deadlineId, kind = "ON_DATE", dueOn = "2022-06-30", expectedVersion = 2 });
        var moved = await SetAsync(
            scene, new { taskId, deadlineId, kind = "BEFORE_DATE", dueOn = "2022-03-14", deliverable = (string?)null, expectedVersion = 2 });

        Assert.Equal("đúng hạn", kept.GetProperty("deadline").GetProperty("phrase").GetString());
        Assert.Equal(
            "{\"kind\":\"BEFORE_DATE\",\"phrase\":\"trước ngày 15/03/2022\",\"deliverable\":null,\"dueOn\":\"2022-03-14\",\"originalDueOn\":\"2022-03-14\","
            + "\"metOn\":null}", moved.GetProperty("deadline").GetRawText());
        Assert.Equal(3, moved.GetProperty("task").GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_period_ends_on_its_last_day_and_a_deadline_is_its_tasks(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var taskId = scene.Tasks[0];

        foreach (var (kind, dueOn) in new[] { ("QUARTER", "2022-05-31"), ("MONTH", "2022-05-30"), ("ON_DATE", "2052-01-01") })
        {
            Assert.Equal(["dueOn"], await scene.FaultyFieldsAsync("setDeadline", new { taskId, kind, dueOn, expectedVersion = 1 }, Role.Coordinator));
        }

        var others = new { taskId, deadlineId = scene.DeadlineOfOther, kind = "ON_DATE", dueOn = "2022-05-31", expectedVersion = 1 };
        await scene.RefusalAsync("DeadlineNotFoundError", "setDeadline", others, Role.Coordinator);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_removed_deadline_is_gone_and_the_tasks_version_tells(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var input = new { deadlineId = scene.Deadlines[0], expectedVersion = 1 };

        var payload = await scene.DoneAsync("removeDeadline", input, "task { version deadlines { dueOn } }", Role.Coordinator);

        Assert.Equal("{\"version\":2,\"deadlines\":[{\"dueOn\":\"2022-12-31\"}]}", payload.GetProperty("task").GetRawText());
        await scene.RefusalAsync("DeadlineNotFoundError", "removeDeadline", input, Role.Coordinator);
        await scene.RefusalAsync("VersionConflictError", "removeDeadline", new { deadlineId = scene.Deadlines[1], expectedVersion = 1 }, Role.Coordinator);
    }

    [Theory]
    [InlineData(DatabaseEngine.Postgres, PlanStatus.InForce)]
    [InlineData(DatabaseEngine.Postgres, PlanStatus.Closed)]
    [InlineData(DatabaseEngine.Sqlite, PlanStatus.InForce)]
    [InlineData(DatabaseEngine.Sqlite, PlanStatus.Closed)]
    public async Task Only_a_draft_is_edited(DatabaseEngine engine, PlanStatus status)
    {
        var scene = await servers.NewSceneAsync(engine, status);

        foreach (var (mutation, input) in await EditsAsync(scene))
        {
            await scene.RefusalAsync("PlanNotDraftError", mutation, input, Role.Coordinator);
        }
    }

    [Fact]
    public async Task Only_the_coordinator_edits_a_draft()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite, PlanStatus.Draft);

        foreach (var (mutation, input) in await EditsAsync(scene))
        {
            var answer = await scene.Server.AskAsync(
                MutationDocument.Of(mutation, ""), new { input }, Role.Reader | Role.Agency | Role.Approver | Role.Admin, scene.Lead);
            Assert.Equal("AUTH_NOT_AUTHORIZED", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Of_many_who_edit_a_task_at_once_one_wins_the_version(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var payloads = await Task.WhenAll(Enumerable.Range(1, 20).Select(month => scene.MutateAsync(
            "setDeadline",
            new { taskId = scene.Tasks[0], kind = "ON_DATE", dueOn = $"2022-{(month % 12) + 1:D2}-01", expectedVersion = 1 }, Dates, Role.Coordinator)));

        Assert.Single(payloads, payload => payload.GetProperty("errors").ValueKind == JsonValueKind.Null);
        Assert.All(
            payloads.Where(payload => payload.GetProperty("errors").ValueKind != JsonValueKind.Null),
            payload => Assert.Equal(2, payload.GetProperty("errors")[0].GetProperty("currentVersion").GetInt32()));
        Assert.Equal(3, (await scene.TaskAsync(0)).GetProperty("deadlines").GetArrayLength());
    }

    private static string Agency(PlanScene scene, string code) => scene.Agencies[code];

    private static async Task<Dictionary<string, object?>> NewTaskAsync(PlanScene scene) => new()
    {
        ["sectionId"] = (await scene.TaskAsync(0, "section { id }")).GetProperty("section").GetProperty("id").GetString(),
        ["label"] = "I.1.đ",
        ["title"] = "Đề án mới",
        ["content"] = "Xây dựng Đề án.",
        ["deliverableKind"] = "SCHEME",
    };

    /// <summary>One good input for each mutation that edits a draft.</summary>
    private static async Task<IReadOnlyList<(string Mutation, object Input)>> EditsAsync(PlanScene scene)
    {
        var (taskId, agencyId) = (scene.Tasks[0], Agency(scene, scene.Coordinator));
        return
        [
            ("createTask", await NewTaskAsync(scene)),
            ("updateTask", new { taskId, expectedVersion = 1, title = "Việc khác" }),
            ("assignAgency", new { taskId, agencyId, role = "LEAD", expectedVersion = 1 }),
            ("unassignAgency", new { taskId, agencyId, expectedVersion = 1 }),
            ("setDeadline", new { taskId, kind = "ON_DATE", dueOn = "2022-05-31", expectedVersion = 1 }),
            ("removeDeadline", new { deadlineId = scene.Deadlines[0], expectedVersion = 1 }),
        ];
    }

    private static async Task<JsonElement> AssignAsync(PlanScene scene, string code, string role, int expectedVersion)
    {
        var input = new { taskId = scene.Tasks[0], agencyId = Agency(scene, code), role, expectedVersion };
        return (await scene.DoneAsync("assignAgency", input, $"task {{ {Roles} }}", Role.Coordinator)).GetProperty("task");
    }

    private static async Task<JsonElement> UnassignAsync(PlanScene scene, string code, int expectedVersion)
    {
        var input = new { taskId = scene.Tasks[0], agencyId = Agency(scene, code), expectedVersion };
        return (await scene.DoneAsync("unassignAgency", input, $"task {{ {Roles} }}", Role.Coordinator)).GetProperty("task");
    }

    private static Task<JsonElement> SetAsync(PlanScene scene, object input) => scene.DoneAsync("setDeadline", input, Dates, Role.Coordinator);

    private static void AssertRoles(JsonElement task, string? lead, params string[] coordinators)
    {
        Assert.Equal(lead, task.GetProperty("leadAgency") is { ValueKind: JsonValueKind.Object } agency ? agency.GetProperty("code").GetString() : null);
        Assert.Equal(coordinators, task.GetProperty("coordinators").EnumerateArray().Select(row => row.GetProperty("code").GetString()));
        var assigned = lead is null ? coordinators : [lead, .. coordinators];
        Assert.Equal(
            assigned.Select((code, index) => ($"{(code == lead ? "LEAD" : "COORDINATE")}", index + 1, code)),
            task.GetProperty("assignments").EnumerateArray().Select(row =>
                (row.GetProperty("role").GetString()!, row.GetProperty("position").GetInt32(), row.GetProperty("agency").GetProperty("code").GetString()!)));
    }
}
