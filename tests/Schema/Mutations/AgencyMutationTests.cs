using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

public sealed class AgencyMutationTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Whole = "agency { code name englishName kind aliases parent { code } version }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Admin_adds_an_agency_to_the_register(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var code = "TTKC-" + scene.Lead;

        var payload = await scene.DoneAsync(
            "createAgency",
            New(code).With("englishName", " Industrial Promotion Centre ").With("aliases", new[] { " TT Khuyến công", "TTKC", "TTKC" })
                .With("parentId", scene.Agencies[scene.Lead]),
            Whole, Role.Admin);

        Assert.Equal(
            $"{{\"code\":\"{code}\",\"name\":\"Trung tâm Khuyến công\",\"englishName\":\"Industrial Promotion Centre\",\"kind\":\"OTHER\","
            + $"\"aliases\":[\"TT Khuyến công\",\"TTKC\"],\"parent\":{{\"code\":\"{scene.Lead}\"}},\"version\":1}}",
            payload.GetProperty("agency").GetRawText());
        var taken = await scene.RefusalAsync("CodeTakenError", "createAgency", New(code), Role.Admin);
        Assert.Equal(code, taken.GetProperty("code").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task All_problems_of_an_agency_are_told_together(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        var errors = await scene.RefusedAsync(
            "createAgency",
            New("a b").With("name", new string('x', 501)).With("englishName", "a\nb").With("aliases", new[] { "a", " " }).With("parentId", scene.Tasks[0]),
            Role.Admin);

        Assert.Equal(
            ["code", "name", "englishName", "aliases.1", "AgencyNotFoundError"],
            errors.Select(error => error.TryGetProperty("field", out var field) ? field.GetString() : error.GetProperty("__typename").GetString()));
        Assert.Equal(
            ["aliases"], await scene.FaultyFieldsAsync("createAgency", New("x").With("aliases", Enumerable.Range(1, 101).Select(n => $"a{n}")), Role.Admin));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_update_leaves_what_is_absent_and_clears_what_may_be_null(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var agencyId = scene.Agencies[scene.Lead];
        var parentId = scene.Agencies[scene.Stranger];

        await UpdateAsync(scene, new { agencyId, expectedVersion = 1, englishName = "Department", aliases = new[] { "SỞ L" }, parentId });
        var kept = await UpdateAsync(scene, new { agencyId, expectedVersion = 2, name = "Sở Mới", kind = "MINISTRY" });
        var cleared = await UpdateAsync(
            scene, new { agencyId, expectedVersion = 3, englishName = (string?)null, aliases = (string[]?)null, parentId = (string?)null });

        Assert.Equal(
            $"{{\"code\":\"{scene.Lead}\",\"name\":\"Sở Mới\",\"englishName\":\"Department\",\"kind\":\"MINISTRY\",\"aliases\":[\"SỞ L\"],"
            + $"\"parent\":{{\"code\":\"{scene.Stranger}\"}},\"version\":3}}", kept.GetRawText());
        Assert.Equal(
            $"{{\"code\":\"{scene.Lead}\",\"name\":\"Sở Mới\",\"englishName\":null,\"kind\":\"MINISTRY\",\"aliases\":[],\"parent\":null,\"version\":4}}",
            cleared.GetRawText());
        var nulls = new { agencyId, expectedVersion = 4, name = (string?)null, kind = (string?)null };
        Assert.Equal(["name", "kind"], await scene.FaultyFieldsAsync("updateAgency", nulls, Role.Admin));
        await scene.RefusalAsync("VersionConflictError", "updateAgency", new { agencyId, expectedVersion = 3, name = "" }, Role.Admin);
        await scene.RefusalAsync("AgencyNotFoundError", "updateAgency", new { agencyId = scene.Tasks[0], expectedVersion = 1 }, Role.Admin);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task No_agency_is_above_itself(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var (top, middle, low) = (scene.Agencies[scene.Lead], scene.Agencies[scene.Coordinator], scene.Agencies[scene.Stranger]);
        await UpdateAsync(scene, new { agencyId = middle, expectedVersion = 1, parentId = top });
        await UpdateAsync(scene, new { agencyId = low, expectedVersion = 1, parentId = middle });

        foreach (var parentId in new[] { top, middle, low })
        {
            Assert.Equal(["parentId"], await scene.FaultyFieldsAsync("updateAgency", new { agencyId = top, expectedVersion = 1, parentId }, Role.Admin));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Two_updates_at_once_close_no_circle(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var (one, other) = (scene.Agencies[scene.Lead], scene.Agencies[scene.Coordinator]);

        var payloads = await Task.WhenAll(
            scene.MutateAsync("updateAgency", new { agencyId = one, expectedVersion = 1, parentId = other }, Whole, Role.Admin),
            scene.MutateAsync("updateAgency", new { agencyId = other, expectedVersion = 1, parentId = one }, Whole, Role.Admin));

        Assert.Single(payloads, payload => payload.GetProperty("errors").ValueKind == JsonValueKind.Null);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Of_many_who_take_a_code_at_once_one_gets_it(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        var payloads = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => scene.MutateAsync("createAgency", New($"ONE-{scene.Lead}"), Whole, Role.Admin)));

        Assert.Single(payloads, payload => payload.GetProperty("errors").ValueKind == JsonValueKind.Null);
        Assert.Equal(9, payloads.Count(payload =>
            payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors && errors[0].GetProperty("__typename").GetString() == "CodeTakenError"));
    }

    [Fact]
    public async Task Only_the_administrator_keeps_the_register()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);

        var answer = await scene.Server.AskAsync(
            MutationDocument.Of("createAgency", ""), new { input = New("x") }, Role.Reader | Role.Agency | Role.Coordinator | Role.Approver, scene.Lead);

        Assert.Equal("AUTH_NOT_AUTHORIZED", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static Dictionary<string, object?> New(string code) => new() { ["code"] = code, ["name"] = "Trung tâm Khuyến công", ["kind"] = "OTHER" };

    private static async Task<JsonElement> UpdateAsync(PlanScene scene, object input) =>
        (await scene.DoneAsync("updateAgency", input, Whole, Role.Admin)).GetProperty("agency");
}
