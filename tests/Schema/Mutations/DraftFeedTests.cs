using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>What is done to a draft is told, change by change, to those who may see the draft, and to nobody else.</summary>
public sealed class DraftFeedTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Feed = """
        query($after: String) {
          changes(first: 100, after: $after) {
            pageInfo { endCursor }
            nodes { kind subject subjectId object { __typename ... on Plan { version } ... on Task { version } } }
          }
        }
        """;

    private const string Document = """
        KẾ HOẠCH
        Phát triển làng nghề năm 2023

        I. NHIỆM VỤ

        a) Xây dựng Đề án làng nghề; hoàn thành trong quý II/2023.
        """;

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Each_edit_of_a_draft_is_told_to_those_who_see_it_alone_and_versions_rise(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var planId = PlanScene.Id("Plan", scene.PlanKey);
        var at = await EndAsync(scene);

        at = await ToldAsync(scene, at, ["UPDATED PLAN 2"], "updatePlan", "plan { version }",
            new() { ["planId"] = planId, ["expectedVersion"] = 1, ["title"] = "Kế hoạch mới" });
        at = await ToldAsync(scene, at, ["CREATED SECTION", "UPDATED PLAN 3"], "createSection", "section { id }",
            new() { ["planId"] = planId, ["expectedVersion"] = 2, ["label"] = "II", ["heading"] = "Nội dung" });
        var section = await SectionAsync(scene, "II");
        at = await ToldAsync(scene, at, ["UPDATED PLAN 4", "UPDATED SECTION"], "updateSection", "section { id }",
            new() { ["sectionId"] = section, ["expectedVersion"] = 3, ["heading"] = "Nhiệm vụ" });
        at = await ToldAsync(scene, at, ["CREATED TASK 1"], "createTask", "task { id }",
            new() { ["sectionId"] = section, ["label"] = "II.a", ["title"] = "Đề án", ["content"] = "Xây dựng Đề án." });
        var task = (await scene.Server.DataAsync(
            "query($code: String!) { taskByLabel(planCode: $code, label: \"II.a\") { id } }", new { code = await CodeAsync(scene) }, Role.Coordinator))
            .GetProperty("taskByLabel").GetProperty("id").GetString()!;
        at = await ToldAsync(scene, at, ["UPDATED TASK 2"], "updateTask", "task { version }",
            new() { ["taskId"] = task, ["expectedVersion"] = 1, ["title"] = "Đề án làng nghề" });
        await RefusedAsync(scene, at, "VersionConflictError", "updateTask", new() { ["taskId"] = task, ["expectedVersion"] = 1, ["title"] = "x" });
        await RefusedAsync(scene, at, "VersionConflictError", "updateSection", new() { ["sectionId"] = section, ["expectedVersion"] = 1, ["heading"] = "x" });
        at = await ToldAsync(scene, at, ["DELETED TASK"], "deleteTask", "section { id }", new() { ["taskId"] = task, ["expectedVersion"] = 2 });
        at = await ToldAsync(scene, at, ["DELETED SECTION", "UPDATED PLAN 5"], "deleteSection", "plan { version }",
            new() { ["sectionId"] = section, ["expectedVersion"] = 4 });

        var replaced = new Dictionary<string, object?> { ["code"] = await CodeAsync(scene), ["document"] = Document, ["issuerCode"] = scene.Lead, ["replaceDraft"] = true };
        at = await ToldAsync(
            scene, at,
            [
                "CREATED DEADLINE", "CREATED PLAN 1", "CREATED SECTION", "CREATED TASK 1", "DELETED DEADLINE", "DELETED DEADLINE", "DELETED DEADLINE",
                "DELETED PLAN", "DELETED SECTION", "DELETED TASK", "DELETED TASK", "DELETED TASK",
            ],
            "importPlan", "plan { id version }", replaced);
        var imported = (await scene.Server.DataAsync(
            "query($code: String!) { planByCode(code: $code) { id version } }", new { code = replaced["code"] }, Role.Approver)).GetProperty("planByCode");
        await RefusedAsync(scene, at, "VersionConflictError", "discardDraft", new() { ["planId"] = imported.GetProperty("id").GetString(), ["expectedVersion"] = 9 });
        await ToldAsync(scene, at, ["DELETED DEADLINE", "DELETED PLAN", "DELETED SECTION", "DELETED TASK"], "discardDraft", "planId",
            new() { ["planId"] = imported.GetProperty("id").GetString(), ["expectedVersion"] = 1 });
    }

    /// <summary>Does it; who sees drafts is told of these changes (their order within one mutation is open), and who does not, of none.</summary>
    private static async Task<string?> ToldAsync(
        PlanScene scene, string? after, string[] changes, string mutation, string selection, Dictionary<string, object?> input)
    {
        await scene.DoneAsync(mutation, input, selection, Role.Coordinator);

        var (told, end) = await ReadAsync(scene, after, Role.Coordinator);
        Assert.Equal(changes.Order(StringComparer.Ordinal), told);
        foreach (var role in new[] { Role.Approver, Role.Admin })
        {
            Assert.Equal(told, (await ReadAsync(scene, after, role)).Changes);
        }

        Assert.Empty((await ReadAsync(scene, after, Role.Reader)).Changes);
        Assert.Empty((await ReadAsync(scene, after, Role.Agency, scene.Lead)).Changes);
        return end;
    }

    private static async Task RefusedAsync(PlanScene scene, string? after, string error, string mutation, Dictionary<string, object?> input)
    {
        await scene.RefusalAsync(error, mutation, input, Role.Coordinator);

        Assert.Empty((await ReadAsync(scene, after, Role.Coordinator)).Changes);
    }

    private static async Task<(List<string> Changes, string? End)> ReadAsync(PlanScene scene, string? after, Role role, string? agency = null)
    {
        var page = (await scene.Server.DataAsync(Feed, new { after }, role, agency)).GetProperty("changes");
        var changes = page.GetProperty("nodes").EnumerateArray().Select(change =>
        {
            var version = change.GetProperty("object") is { ValueKind: JsonValueKind.Object } it && it.TryGetProperty("version", out var told) ? $" {told}" : "";
            return $"{change.GetProperty("kind")} {change.GetProperty("subject")}{version}";
        });
        return ([.. changes.Order(StringComparer.Ordinal)], page.GetProperty("pageInfo").GetProperty("endCursor").GetString() ?? after);
    }

    private static async Task<string?> EndAsync(PlanScene scene)
    {
        string? at = null;
        while (await ReadAsync(scene, at, Role.Coordinator) is { Changes.Count: > 0 } page)
        {
            at = page.End;
        }

        return at;
    }

    private static async Task<string> CodeAsync(PlanScene scene) => (await scene.Server.DataAsync(
        "query($id: ID!) { plan(id: $id) { code } }", new { id = PlanScene.Id("Plan", scene.PlanKey) }, Role.Coordinator)).GetProperty("plan").GetProperty("code").GetString()!;

    private static async Task<string> SectionAsync(PlanScene scene, string label)
    {
        var data = await scene.Server.DataAsync(
            "query($id: ID!) { plan(id: $id) { sections { id label } } }", new { id = PlanScene.Id("Plan", scene.PlanKey) }, Role.Coordinator);
        return data.GetProperty("plan").GetProperty("sections").EnumerateArray().Single(section => section.GetProperty("label").GetString() == label)
            .GetProperty("id").GetString()!;
    }
}
