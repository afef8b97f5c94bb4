using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Drafts that are put right: the plan itself, its outline, its tasks, and the draft as a whole.</summary>
public sealed class DraftEditTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Outline = "section { label position } plan { version sections { label position } tasks { nodes { label } } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Title_years_kind_and_recipients_are_changed_and_what_is_left_out_stays(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        const string Fields = "plan { title year lastYear documentType recipients version }";

        var all = await EditAsync(scene, "updatePlan", Fields, 1, new()
        {
            ["title"] = "Chương trình phát triển",
            ["year"] = 2023,
            ["lastYear"] = 2025,
            ["documentType"] = "Chương trình",
            ["recipients"] = new[] { "Như trên" },
        });
        var lastYear = await EditAsync(scene, "updatePlan", Fields, 2, new() { ["lastYear"] = null });
        var year = await EditAsync(scene, "updatePlan", Fields, 3, new() { ["year"] = 2024 });

        const string Form = """{"plan":{"title":"Chương trình phát triển","year":#,"lastYear":#,"documentType":"Chương trình","recipients":["Như trên"],"version":#},"errors":null}""";
        Assert.Equal(Filled(Form, 2023, 2025, 2), all.GetRawText());
        Assert.Equal(Filled(Form, 2023, 2023, 3), lastYear.GetRawText());
        Assert.Equal(Filled(Form, 2024, 2024, 4), year.GetRawText());
        Assert.Equal(["title", "year", "lastYear", "documentType"], await FaultsAsync(scene, "updatePlan", 4, new()
        {
            ["title"] = " ",
            ["year"] = 1900,
            ["lastYear"] = 2300,
            ["documentType"] = null,
        }));
        Assert.Equal(["lastYear"], await FaultsAsync(scene, "updatePlan", 4, new() { ["lastYear"] = 2023 }));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_section_comes_to_the_place_that_its_label_gives_it_and_all_behind_moves_with_what_hangs_on_it(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        // The scene has I.1 alone, at the top.
        await EditAsync(scene, "createSection", Outline, 1, new() { ["label"] = "II", ["heading"] = "Nội dung" });
        var top = await IdOfAsync(scene, "II");
        await EditAsync(scene, "createSection", Outline, 2, new() { ["label"] = "II.10", ["heading"] = "Mười", ["parentId"] = top });
        await EditAsync(scene, "createSection", Outline, 3, new() { ["label"] = "II.2", ["heading"] = "Hai", ["parentId"] = top });
        var first = await EditAsync(scene, "createSection", Outline, 4, new() { ["label"] = "I", ["heading"] = "Mục đích" });

        Assert.Equal(
            """{"section":{"label":"I","position":1},"plan":{"version":5,"sections":[{"label":"I","position":1},{"label":"I.1","position":2},"""
            + """{"label":"II","position":3},{"label":"II.2","position":4},{"label":"II.10","position":5}],"""
            + "\"tasks\":{\"nodes\":[{\"label\":\"I.1.a\"},{\"label\":\"I.1.b\"},{\"label\":\"I.1.c\"}]}},\"errors\":null}",
            first.GetRawText());
        // Tasks and deadlines sort by their section's place.
        var wrong = "SELECT count(*) FROM tasks JOIN plan_sections ON plan_sections.id = section_id "
            + $"WHERE tasks.plan_id = {scene.PlanKey} AND substr(tasks.document_order, 1, length(plan_sections.document_order)) <> plan_sections.document_order";
        Assert.Equal(0L, Convert.ToInt64(await scene.Database.ScalarAsync(wrong), null));
        var wrongDeadlines = "SELECT count(*) FROM deadlines JOIN tasks ON tasks.id = task_id "
            + $"WHERE tasks.plan_id = {scene.PlanKey} AND substr(deadlines.document_order, 1, length(tasks.document_order)) <> tasks.document_order";
        Assert.Equal(0L, Convert.ToInt64(await scene.Database.ScalarAsync(wrongDeadlines), null));
        Assert.Equal(1, (await scene.TaskAsync(0)).GetProperty("version").GetInt32());

        var deleted = await EditAsync(scene, "deleteSection", "plan { version sections { label position } }", 5, new() { ["sectionId"] = await IdOfAsync(scene, "II.2") });
        Assert.EndsWith("{\"label\":\"II\",\"position\":3},{\"label\":\"II.10\",\"position\":4}]},\"errors\":null}", deleted.GetRawText(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_section_shares_its_plans_version_and_is_changed_and_deleted_by_the_rules(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var other = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var (section, strange) = (await IdOfAsync(scene, "I.1"), await IdOfAsync(other, "I.1"));

        var updated = await EditAsync(
            scene, "updateSection", "section { heading body } plan { version }", 1, new() { ["sectionId"] = section, ["heading"] = "Mục tiêu", ["body"] = "Đến năm 2025." });

        Assert.Equal("""{"section":{"heading":"Mục tiêu","body":"Đến năm 2025."},"plan":{"version":2},"errors":null}""", updated.GetRawText());
        var fields = await scene.Database.ScalarAsync(
            $"SELECT changed_fields FROM changes WHERE subject = 0 AND kind = 1 AND subject_id = {scene.PlanKey} ORDER BY sequence DESC LIMIT 1");
        Assert.Equal("[\"sections\"]", fields);
        Assert.Equal(["heading"], await FaultsAsync(scene, "updateSection", 2, new() { ["sectionId"] = section, ["heading"] = null }));
        Assert.Equal(["sectionId"], await FaultsAsync(scene, "deleteSection", 2, new() { ["sectionId"] = section }));
        Assert.Equal(["label"], await FaultsAsync(scene, "createSection", 2, new() { ["label"] = "II.3", ["heading"] = "x", ["parentId"] = section }));
        Assert.Equal(["label"], await FaultsAsync(scene, "createSection", 2, new() { ["label"] = "II.3", ["heading"] = "x" }));
        await RefusalAsync(scene, "SectionNotFoundError", "createSection", 2, new() { ["label"] = "I.1.1", ["heading"] = "x", ["parentId"] = strange });
        await EditAsync(scene, "createSection", Outline, 2, new() { ["label"] = "I.1.1", ["heading"] = "x", ["parentId"] = section });
        var taken = await RefusalAsync(scene, "CodeTakenError", "createSection", 3, new() { ["label"] = "I.1.1", ["heading"] = "x", ["parentId"] = section });
        Assert.Equal("I.1.1", taken.GetProperty("code").GetString());
        await RefusalAsync(scene, "SectionNotFoundError", "updateSection", 3, new() { ["sectionId"] = scene.Tasks[0], ["heading"] = "x" });
        await RefusalAsync(scene, "VersionConflictError", "deleteSection", 1, new() { ["sectionId"] = section });
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_task_goes_with_its_deadlines_and_assignments_and_those_who_saw_it_are_told(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);

        var payload = await EditAsync(scene, "deleteTask", "section { label tasks { nodes { label } } }", 1, new() { ["taskId"] = scene.Tasks[0] });

        Assert.Equal("""{"section":{"label":"I.1","tasks":{"nodes":[{"label":"I.1.b"},{"label":"I.1.c"}]}},"errors":null}""", payload.GetRawText());
        var changes = "query($ids: [ID!]!) { changes(where: { subjectId: { in: $ids }, kind: { eq: DELETED } }) { nodes { subject object { __typename } } } }";
        string[] gone = [scene.Tasks[0], .. scene.Deadlines];
        var ids = new { ids = gone };
        var told = await scene.Server.DataAsync(changes, ids, Role.Coordinator);
        Assert.Equal(
            ["TASK", "DEADLINE", "DEADLINE"],
            told.GetProperty("changes").GetProperty("nodes").EnumerateArray().Select(change => change.GetProperty("subject").GetString()!));
        var untold = await scene.Server.DataAsync(changes, ids, Role.Reader);
        Assert.Equal("{\"changes\":{\"nodes\":[]}}", untold.GetRawText());
        await RefusalAsync(scene, "TaskNotFoundError", "deleteTask", 2, new() { ["taskId"] = scene.Tasks[0] });
        await RefusalAsync(scene, "VersionConflictError", "deleteTask", 2, new() { ["taskId"] = scene.Tasks[1] });
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_discarded_draft_is_gone_with_all_that_is_in_it_and_its_code_is_free(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var planId = PlanScene.Id("Plan", scene.PlanKey);
        await RefusalAsync(scene, "VersionConflictError", "discardDraft", 2, []);

        var payload = await EditAsync(scene, "discardDraft", "planId", 1, []);

        Assert.Equal($"{{\"planId\":\"{planId}\",\"errors\":null}}", payload.GetRawText());
        foreach (var (table, column) in new[] { ("plans", "id"), ("plan_sections", "plan_id"), ("tasks", "plan_id"), ("deadlines", "draft_plan_id") })
        {
            Assert.Equal(0L, Convert.ToInt64(await scene.Database.ScalarAsync($"SELECT count(*) FROM {table} WHERE {column} = {scene.PlanKey}"), null));
        }

        // One for the plan, its section, its three tasks and three deadlines.
        const string Deleted = "SELECT count(*) FROM changes WHERE kind = 2 AND public_kind IS NULL AND sequence > (SELECT max(sequence) - 8 FROM changes)";
        Assert.Equal(8L, Convert.ToInt64(await scene.Database.ScalarAsync(Deleted), null));
        await RefusalAsync(scene, "PlanNotFoundError", "discardDraft", 1, []);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nothing_of_this_is_done_to_a_plan_in_force(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var sectionId = await IdOfAsync(scene, "I.1");
        foreach (var (mutation, input) in new (string, Dictionary<string, object?>)[]
        {
            ("updatePlan", new() { ["title"] = "x" }), ("discardDraft", []), ("createSection", new() { ["label"] = "II", ["heading"] = "x" }),
            ("updateSection", new() { ["sectionId"] = sectionId }), ("deleteSection", new() { ["sectionId"] = sectionId }),
            ("deleteTask", new() { ["taskId"] = scene.Tasks[0] }),
        })
        {
            await RefusalAsync(scene, "PlanNotDraftError", mutation, 1, input);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_section_with_sections_below_it_stays_and_texts_have_their_bounds(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        await EditAsync(scene, "createSection", Outline, 1, new() { ["label"] = "II", ["heading"] = "Nội dung" });
        var top = await IdOfAsync(scene, "II");
        await EditAsync(scene, "createSection", Outline, 2, new() { ["label"] = "II.1", ["heading"] = "Một", ["parentId"] = top });

        Assert.Equal(["sectionId"], await FaultsAsync(scene, "deleteSection", 3, new() { ["sectionId"] = top }));
        Assert.Equal(["heading"], await FaultsAsync(scene, "createSection", 3, new() { ["label"] = "III", ["heading"] = " " }));
        Assert.Equal(["heading", "body"], await FaultsAsync(scene, "updateSection", 3, new() { ["sectionId"] = top, ["heading"] = new string('x', 501), ["body"] = new string('x', 20_001) }));
        Assert.Equal(["title"], await FaultsAsync(scene, "updatePlan", 3, new() { ["title"] = new string('x', 501) }));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_is_sent_again_with_its_key_is_answered_again(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        foreach (var (mutation, selection, fields) in new (string, string, Dictionary<string, object?>)[]
        {
            ("deleteTask", "section { label }", new() { ["taskId"] = scene.Tasks[0] }), ("discardDraft", "planId", []),
        })
        {
            fields["idempotencyKey"] = $"{mutation}-{scene.PlanKey}";
            var first = await EditAsync(scene, mutation, selection, 1, fields);
            var again = await EditAsync(scene, mutation, selection, 1, fields);
            Assert.Equal(first.GetRawText(), again.GetRawText());
        }
    }

    private static string Filled(string form, params int[] numbers) =>
        numbers.Aggregate(form, (text, number) => text.Remove(text.IndexOf('#', StringComparison.Ordinal), 1).Insert(text.IndexOf('#', StringComparison.Ordinal), $"{number}"));

    private static Dictionary<string, object?> Input(PlanScene scene, string mutation, int version, Dictionary<string, object?> fields)
    {
        fields["expectedVersion"] = version;
        if (mutation is "updatePlan" or "discardDraft" or "createSection")
        {
            fields["planId"] = PlanScene.Id("Plan", scene.PlanKey);
        }

        return fields;
    }

    private static Task<JsonElement> EditAsync(PlanScene scene, string mutation, string selection, int version, Dictionary<string, object?> fields) =>
        scene.DoneAsync(mutation, Input(scene, mutation, version, fields), selection, Role.Coordinator);

    private static Task<JsonElement> RefusalAsync(PlanScene scene, string error, string mutation, int version, Dictionary<string, object?> fields) =>
        scene.RefusalAsync(error, mutation, Input(scene, mutation, version, fields), Role.Coordinator);

    private static Task<IReadOnlyList<string>> FaultsAsync(PlanScene scene, string mutation, int version, Dictionary<string, object?> fields) =>
        scene.FaultyFieldsAsync(mutation, Input(scene, mutation, version, fields), Role.Coordinator);

    private static async Task<string> IdOfAsync(PlanScene scene, string label)
    {
        var data = await scene.Server.DataAsync(
            "query($id: ID!) { plan(id: $id) { sections { id label } } }", new { id = PlanScene.Id("Plan", scene.PlanKey) }, Role.Coordinator);
        return data.GetProperty("plan").GetProperty("sections").EnumerateArray().Single(section => section.GetProperty("label").GetString() == label)
            .GetProperty("id").GetString()!;
    }
}
