using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Mutations;

public sealed class InvestmentItemMutationTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Whole = "code name stage managingAgency { code } localities { name } tasks { label } areaHectares capitalVnd callsForInvestment note "
        + "version";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Agency_adds_a_zone_of_its_own(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var places = await AddLocalitiesAsync(scene, null);

        var input = New($"KCN-{scene.Lead}").With("localityIds", new[] { places[1], places[0] }).With("taskIds", new[] { scene.Tasks[1], scene.Tasks[0] })
            .With("areaHectares", 250.5).With("capitalVnd", 1_500_000_000_000).With("note", "  ").With("phase", "giai đoạn 2").With("occupancyPercent", 62.5);
        var zone = await CreateAsync(scene, "IndustrialZone", input, "phase occupancyPercent", Role.Agency, scene.Lead);

        Assert.Equal(
            $"{{\"phase\":\"giai đoạn 2\",\"occupancyPercent\":62.5,\"code\":\"KCN-{scene.Lead}\",\"name\":\"Thạnh Lộc\",\"stage\":\"IMPLEMENTATION\","
            + $"\"managingAgency\":{{\"code\":\"{scene.Lead}\"}},\"localities\":[{{\"name\":\"Gò Quao\"}},{{\"name\":\"Châu Thành\"}}],"
            + "\"tasks\":[{\"label\":\"I.1.a\"},{\"label\":\"I.1.b\"}],\"areaHectares\":250.5,\"capitalVnd\":1500000000000,\"callsForInvestment\":false,"
            + "\"note\":null,\"version\":1}", zone.GetRawText());
        // The tasks say so too, and their version tells.
        Assert.Equal(2, (await scene.TaskAsync(0)).GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Coordinator_adds_a_project_for_an_agency_that_it_must_name(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = New($"DA-{scene.Lead}").With("sector", "POWER_GRID").With("callsForInvestment", true)
            .With("partnerIds", new[] { scene.Agencies[scene.Stranger], scene.Agencies[scene.Coordinator] });

        Assert.Equal(["managingAgencyId"], await scene.FaultyFieldsAsync("createInvestmentProject", input, Role.Coordinator, scene.Lead));
        input.With("managingAgencyId", scene.Agencies[scene.Lead]);
        var project = await CreateAsync(scene, "InvestmentProject", input, "sector partners { code }", Role.Coordinator);

        Assert.StartsWith(
            $"{{\"sector\":\"POWER_GRID\",\"partners\":[{{\"code\":\"{scene.Stranger}\"}},{{\"code\":\"{scene.Coordinator}\"}}],\"code\":\"DA-{scene.Lead}\"",
            project.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(scene.Lead, project.GetProperty("managingAgency").GetProperty("code").GetString());
        var taken = await scene.RefusalAsync("CodeTakenError", "createInvestmentProject", input, Role.Coordinator);
        Assert.Equal($"DA-{scene.Lead}", taken.GetProperty("code").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Agency_neither_makes_nor_changes_what_is_anothers(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var anothers = New("x").With("managingAgencyId", scene.Agencies[scene.Stranger]);
        var id = await CreatedAsync(scene, "IndustrialCluster", New($"CCN-{scene.Lead}"), Role.Agency, scene.Lead);
        var update = new { industrialClusterId = id, expectedVersion = 1, name = "" };

        await scene.RefusalAsync("NotOwnerError", "createIndustrialCluster", anothers, Role.Agency, scene.Lead);
        await scene.RefusalAsync("NotOwnerError", "createIndustrialCluster", New("x"), Role.Agency, "NO-SUCH-AGENCY");
        await scene.RefusalAsync("AgencyNotFoundError", "createIndustrialCluster", anothers.With("managingAgencyId", "x"), Role.Agency, scene.Lead);
        await scene.RefusalAsync("NotOwnerError", "updateIndustrialCluster", update, Role.Agency, scene.Stranger);
        await scene.RefusalAsync("NotOwnerError", "updateIndustrialCluster", update, Role.Agency);
        Assert.Equal(["name"], await scene.FaultyFieldsAsync("updateIndustrialCluster", update, Role.Coordinator));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task All_problems_of_an_item_are_told_together(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var place = (await AddLocalitiesAsync(scene, null))[0];
        var input = New("a/b").With("name", "").With("localityIds", new[] { place, place, "x" }).With("taskIds", new[] { place })
            .With("areaHectares", -1).With("capitalVnd", -1).With("note", new string('x', 20_001)).With("phase", new string('x', 501))
            .With("occupancyPercent", 100.5);

        var errors = await scene.RefusedAsync("createIndustrialZone", input, Role.Agency, scene.Lead);

        Assert.Equal(
            [
                "code", "name", "localityIds.1", "LocalityNotFoundError x", $"TaskNotFoundError {place}", "areaHectares", "capitalVnd", "note", "phase",
                "occupancyPercent",
            ],
            errors.Select(error => error.TryGetProperty("field", out var field)
                ? field.GetString()
                : $"{error.GetProperty("__typename")} {error.GetProperty("id")}"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_update_leaves_what_is_absent_and_clears_what_may_be_null(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var places = await AddLocalitiesAsync(scene, null);
        var input = New($"CCN-{scene.Lead}").With("localityIds", new[] { places[0] }).With("taskIds", new[] { scene.Tasks[0] }).With("areaHectares", 30)
            .With("note", "ghi chú").With("infrastructureInvestor", "Công ty A").With("isPilot", true);
        var industrialClusterId = await CreatedAsync(scene, "IndustrialCluster", input, Role.Agency, scene.Lead);

        var moved = await UpdateAsync(scene, new { industrialClusterId, expectedVersion = 1, localityIds = new[] { places[1], places[0] } });
        var cleared = await UpdateAsync(scene, new
        {
            industrialClusterId,
            expectedVersion = 2,
            areaHectares = (double?)null,
            note = (string?)null,
            infrastructureInvestor = "",
            localityIds = (string[]?)null,
            taskIds = Array.Empty<string>(),
            isPilot = false,
        });

        Assert.Equal(
            $"{{\"infrastructureInvestor\":\"Công ty A\",\"isPilot\":true,\"code\":\"CCN-{scene.Lead}\",\"name\":\"Thạnh Lộc\",\"stage\":\"IMPLEMENTATION\","
            + $"\"managingAgency\":{{\"code\":\"{scene.Lead}\"}},\"localities\":[{{\"name\":\"Gò Quao\"}},{{\"name\":\"Châu Thành\"}}],"
            + "\"tasks\":[{\"label\":\"I.1.a\"}],\"areaHectares\":30,\"capitalVnd\":null,\"callsForInvestment\":false,\"note\":\"ghi chú\",\"version\":2}",
            moved.GetRawText());
        Assert.Equal(
            $"{{\"infrastructureInvestor\":null,\"isPilot\":false,\"code\":\"CCN-{scene.Lead}\",\"name\":\"Thạnh Lộc\",\"stage\":\"IMPLEMENTATION\","
            + $"\"managingAgency\":{{\"code\":\"{scene.Lead}\"}},\"localities\":[],\"tasks\":[],\"areaHectares\":null,\"capitalVnd\":null,"
            + "\"callsForInvestment\":false,\"note\":null,\"version\":3}", cleared.GetRawText());
        var nulls = new
        {
            industrialClusterId,
            expectedVersion = 3,
            name = (string?)null,
            stage = (string?)null,
            callsForInvestment = (bool?)null,
            isPilot = (bool?)null,
        };
        Assert.Equal(
            ["name", "stage", "callsForInvestment", "isPilot"], await scene.FaultyFieldsAsync("updateIndustrialCluster", nulls, Role.Agency, scene.Lead));
        await scene.RefusalAsync(
            "VersionConflictError", "updateIndustrialCluster", new { industrialClusterId, expectedVersion = 1, name = "" }, Role.Agency, scene.Stranger);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_item_of_another_kind_or_of_a_draft_is_not_found(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var cluster = await CreatedAsync(scene, "IndustrialCluster", New($"CCN-{scene.Lead}"), Role.Agency, scene.Lead);
        var hidden = await AddDraftItemAsync(scene);

        foreach (var id in new[] { cluster, "x", PlanScene.Id("IndustrialZone", 999_999), hidden })
        {
            var error = await scene.RefusalAsync(
                "InvestmentItemNotFoundError", "updateIndustrialZone", new { industrialZoneId = id, expectedVersion = 1 }, Role.Agency, scene.Lead);
            Assert.Equal(id, error.GetProperty("id").GetString());
        }

        await scene.DoneAsync(
            "updateIndustrialZone", new { industrialZoneId = hidden, expectedVersion = 1, name = "Mới" }, "industrialZone { name }", Role.Coordinator);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_code_that_only_a_draft_uses_is_told_when_nothing_else_is_wrong_and_not_before(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        await AddDraftItemAsync(scene);
        await CreatedAsync(scene, "IndustrialCluster", New($"P-{scene.Lead}"), Role.Agency, scene.Lead);

        foreach (var wrong in (string[])["name", "note", "localityIds", "idempotencyKey"])
        {
            object value = wrong switch { "name" => " ", "note" => new string('x', 20_001), "localityIds" => (string[])["x"], _ => " " };
            var free = await scene.RefusedAsync("createIndustrialZone", New($"F-{scene.Lead}").With(wrong, value), Role.Agency, scene.Lead);
            var hidden = await scene.RefusedAsync("createIndustrialZone", New($"D-{scene.Lead}").With(wrong, value), Role.Agency, scene.Lead);
            var known = await scene.RefusedAsync("createIndustrialZone", New($"P-{scene.Lead}").With(wrong, value), Role.Agency, scene.Lead);

            Assert.Equal(free.Select(error => error.GetRawText()), hidden.Select(error => error.GetRawText()));
            Assert.Equal(free.Count + 1, known.Count);
        }

        await scene.RefusalAsync("CodeTakenError", "createIndustrialZone", New($"D-{scene.Lead}"), Role.Agency, scene.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_an_agency_does_not_see_it_neither_links_nor_unlinks(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var draft = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var hidden = (await AddLocalitiesAsync(draft, draft.PlanKey))[0];
        var input = New($"KCN-{scene.Lead}").With("taskIds", new[] { scene.Tasks[0], draft.Tasks[0] }).With("localityIds", new[] { hidden });

        Assert.Equal(
            ["LocalityNotFoundError", "TaskNotFoundError"],
            (await scene.RefusedAsync("createIndustrialZone", input, Role.Agency, scene.Lead)).Select(error => error.GetProperty("__typename").GetString()));
        var industrialZoneId = await CreatedAsync(
            scene, "IndustrialZone", input.With("managingAgencyId", scene.Agencies[scene.Lead]), Role.Coordinator, null);
        var update = new { industrialZoneId, expectedVersion = 1, taskIds = Array.Empty<string>(), localityIds = Array.Empty<string>() };
        var seen = await scene.DoneAsync("updateIndustrialZone", update, "industrialZone { tasks { id } localities { id } }", Role.Agency, scene.Lead);
        var kept = await scene.Server.DataAsync(
            "query($id: ID!) { node(id: $id) { ... on IndustrialZone { tasks { id } localities { id } } } }", new { id = industrialZoneId }, Role.Coordinator);

        Assert.Equal("{\"tasks\":[],\"localities\":[]}", seen.GetProperty("industrialZone").GetRawText());
        Assert.Equal(
            $"{{\"tasks\":[{{\"id\":\"{draft.Tasks[0]}\"}}],\"localities\":[{{\"id\":\"{hidden}\"}}]}}", kept.GetProperty("node").GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Tasks_of_a_closed_plan_are_neither_added_nor_left_out(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var closed = await servers.NewSceneAsync(engine);
        var industrialZoneId = await CreatedAsync(
            closed, "IndustrialZone", New($"KCN-{scene.Lead}").With("taskIds", new[] { closed.Tasks[0] }), Role.Agency, closed.Lead);
        await closed.SetPlanStatusAsync(PlanStatus.Closed);

        Task<IReadOnlyList<string>> Faulty(params string[] taskIds) => closed.FaultyFieldsAsync(
            "updateIndustrialZone", new { industrialZoneId, expectedVersion = 1, taskIds }, Role.Agency, closed.Lead);
        Assert.Equal(["taskIds"], await Faulty(scene.Tasks[0]));
        Assert.Equal(["taskIds.1"], await Faulty(closed.Tasks[0], closed.Tasks[1]));
        await closed.DoneAsync(
            "updateIndustrialZone", new { industrialZoneId, expectedVersion = 1, taskIds = new[] { scene.Tasks[0], closed.Tasks[0] } },
            "industrialZone { version }", Role.Agency, closed.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_change_of_an_item_is_told_to_those_who_see_it(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var id = await CreatedAsync(scene, "IndustrialZone", New($"KCN-{scene.Lead}"), Role.Agency, scene.Lead);
        await scene.DoneAsync(
            "updateIndustrialZone", new { industrialZoneId = id, expectedVersion = 1, stage = "COMPLETED", phase = "giai đoạn 1" }, "industrialZone { id }",
            Role.Agency, scene.Lead);

        var data = await scene.Server.DataAsync(
            "query($id: ID!) { changes(first: 100, where: { subjectId: { eq: $id } }) { nodes { kind subject changedFields agency { code } } } }", new { id });

        var last = data.GetProperty("changes").GetProperty("nodes")[1];
        Assert.Equal(
            $"{{\"kind\":\"UPDATED\",\"subject\":\"INDUSTRIAL_ZONE\",\"changedFields\":[\"stage\",\"phase\"],\"agency\":{{\"code\":\"{scene.Lead}\"}}}}",
            last.GetRawText());
    }

    private static Dictionary<string, object?> New(string code) => new() { ["code"] = code, ["name"] = "Thạnh Lộc", ["stage"] = "IMPLEMENTATION" };

    private static async Task<JsonElement> CreateAsync(
        PlanScene scene, string type, object input, string selection, Role role, string? agency = null)
    {
        var field = char.ToLowerInvariant(type[0]) + type[1..];
        var payload = await scene.DoneAsync("create" + type, input, $"{field} {{ {selection} {Whole} }}", role, agency);
        return payload.GetProperty(field);
    }

    private static async Task<string> CreatedAsync(PlanScene scene, string type, object input, Role role, string? agency)
    {
        var field = char.ToLowerInvariant(type[0]) + type[1..];
        return (await scene.DoneAsync("create" + type, input, $"{field} {{ id }}", role, agency)).GetProperty(field).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> UpdateAsync(PlanScene scene, object input)
    {
        var selection = $"industrialCluster {{ infrastructureInvestor isPilot {Whole} }}";
        return (await scene.DoneAsync("updateIndustrialCluster", input, selection, Role.Agency, scene.Lead)).GetProperty("industrialCluster");
    }

    private static Task<string[]> AddLocalitiesAsync(PlanScene scene, long? draft) => scene.Database.Services.GetRequiredService<PlanWriter>().RunAsync(
        ChangeAuthor.System,
        async (context, cancellationToken) =>
        {
            Locality[] places =
            [
                new() { Name = "Châu Thành", Kind = LocalityKind.District, DraftPlanId = draft },
                new() { Name = "Gò Quao", Kind = LocalityKind.District, DraftPlanId = draft },
            ];
            context.AddRange(places);
            await context.SaveChangesAsync(cancellationToken);
            return WriteOutcome.Keep(places.Select(place => PlanScene.Id("Locality", place.Id)).ToArray());
        });

    private static async Task<string> AddDraftItemAsync(PlanScene scene) => await scene.Database.Services.GetRequiredService<PlanWriter>().RunAsync(
        ChangeAuthor.System,
        async (context, cancellationToken) =>
        {
            var lead = context.Agencies.Single(agency => agency.Code == scene.Lead);
            var item = new InvestmentItem { Code = $"D-{scene.Lead}", Name = "KCN", ManagingAgency = lead, DraftPlanId = scene.PlanKey };
            context.Add(item);
            await context.SaveChangesAsync(cancellationToken);
            return WriteOutcome.Keep(PlanScene.Id("IndustrialZone", item.Id));
        });
}
