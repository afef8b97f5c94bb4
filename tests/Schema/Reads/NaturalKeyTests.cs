using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Schema.Mutations;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>Natural keys wherever an id is taken: Task:KG-CN-2022/II.3.c for its id.</summary>
public sealed class NaturalKeyTests(MutationServers servers) : IClassFixture<MutationServers>
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Every_type_that_has_one_is_found_by_it(DatabaseEngine engine)
    {
        var (scene, plan, agency) = await NewAsync(engine);
        string[] keys =
        [
            $"Plan:{plan}", $"PlanSection:{plan}/I.1", $"Task:{plan}/I.1.đ", $"Agency:{agency}", $"Locality:L-{plan}", $"IndustrialZone:Z.{plan}", $"Task:{plan}/I.1.a",
        ];
        const string Query = """
            query($ids: [ID!]!) {
              nodes(ids: $ids) {
                __typename id
                ... on Plan { plan: code } ... on PlanSection { label } ... on Task { label } ... on Agency { agency: code } ... on Locality { locality: code } ... on InvestmentItem { item: code }
              }
            }
            """;

        var nodes = (await scene.Server.DataAsync(Query, new { ids = keys }, Role.Reader)).GetProperty("nodes");

        Assert.Equal(
            [plan, "I.1", "I.1.đ", agency, $"L-{plan}", $"Z.{plan}", "I.1.a"],
            nodes.EnumerateArray().Select(node => node.EnumerateObject().Single(property => property.Name is not ("__typename" or "id")).Value.GetString()));
        // What is given out is opaque, and leads to the same; NFD names the same as NFC.
        var ids = nodes.EnumerateArray().Select(node => node.GetProperty("id").GetString()!).ToArray();
        Assert.DoesNotContain(ids, id => id.Contains(':', StringComparison.Ordinal));
        Assert.Equal(nodes.GetRawText(), (await scene.Server.DataAsync(Query, new { ids }, Role.Reader)).GetProperty("nodes").GetRawText());
        var decomposed = keys.Select(key => key.Normalize(NormalizationForm.FormD)).ToArray();
        Assert.NotEqual(keys, decomposed);
        Assert.Equal(nodes.GetRawText(), (await scene.Server.DataAsync(Query, new { ids = decomposed }, Role.Reader)).GetProperty("nodes").GetRawText());
        var single = await scene.Server.DataAsync(
            "query($p: ID!, $t: ID!, $a: ID!) { node(id: $t) { id } plan(id: $p) { id } task(id: $t) { id deadlines { id } plan { id } } agency(id: $a) { id } }",
            new { p = keys[0], t = keys[6], a = keys[3] }, Role.Reader);
        Assert.Equal(ids[6], single.GetProperty("node").GetProperty("id").GetString());
        Assert.Equal((ids[0], ids[3]), (single.GetProperty("plan").GetProperty("id").GetString(), single.GetProperty("agency").GetProperty("id").GetString()));
        Assert.Equal(scene.Deadlines, single.GetProperty("task").GetProperty("deadlines").EnumerateArray().Select(it => it.GetProperty("id").GetString()!));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_is_none_leads_nowhere(DatabaseEngine engine)
    {
        var (scene, plan, _) = await NewAsync(engine);
        string[] ids =
        [
            $"Task:{plan}", $"Task:{plan}/", $"Task:/I.1.a", $"Task:I.1.a", $"task:{plan}/I.1.a", $"Plan:{plan}/I.1.a", $"Agency:{plan}", $"InvestmentProject:Z.{plan}",
            $"InvestmentItem:Z.{plan}", "Deadline:1", "ProgressReport:x", "Task:", ":", "Plan:%", $"Plan:{new string('x', 5_000)}", $" Plan:{plan}",
        ];

        var data = await scene.Server.DataAsync(
            "query($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } plan(id: $id) { id } task(id: $id) { id } }",
            new { ids, id = $"PlanSection:{plan}/I.1" }, Role.Admin);

        Assert.All(data.GetProperty("nodes").EnumerateArray(), node => Assert.Equal(JsonValueKind.Null, node.ValueKind));
        Assert.Equal(JsonValueKind.Null, data.GetProperty("plan").ValueKind);
        Assert.Equal(JsonValueKind.Null, data.GetProperty("task").ValueKind);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Filters_take_them_on_objects_relations_and_subjects(DatabaseEngine engine)
    {
        var (scene, plan, agency) = await NewAsync(engine);
        var first = $"Task:{plan}/I.1.a";
        var inPlan = $"plan: {{ id: {{ eq: \"Plan:{plan}\" }} }}";

        Assert.Equal(["I.1.a"], await LabelsAsync($"id: {{ eq: \"{first}\" }}"));
        Assert.Equal(["I.1.a", "I.1.b"], await LabelsAsync($"id: {{ in: [\"{first}\", \"{scene.Tasks[1]}\", \"Task:{plan}/X\"] }}"));
        Assert.Equal(["I.1.b", "I.1.c", "I.1.đ"], await LabelsAsync($"id: {{ neq: \"{first}\" }}, {inPlan}"));
        Assert.Equal(["I.1.c", "I.1.đ"], await LabelsAsync($"id: {{ nin: [\"{first}\", \"{scene.Tasks[1]}\"] }}, {inPlan}"));
        Assert.Equal(["I.1.a"], await LabelsAsync($"leadAgency: {{ id: {{ eq: \"Agency:{scene.Lead}\" }} }}"));
        Assert.Equal(["I.1.b", "I.1.c", "I.1.đ"], await LabelsAsync($"leadAgency: {{ id: {{ neq: \"Agency:{scene.Lead}\" }} }}, {inPlan}"));
        Assert.Equal(["I.1.a"], await LabelsAsync($"coordinators: {{ some: {{ id: {{ eq: \"Agency:{scene.Coordinator}\" }} }} }}"));
        Assert.Equal([], await LabelsAsync($"leadAgency: {{ id: {{ eq: \"Agency:{agency}\" }} }}"));
        var changes = await scene.Server.DataAsync(
            $"{{ changes(where: {{ subjectId: {{ eq: \"{first}\" }} }}) {{ nodes {{ subjectId }} }} }}", null, Role.Reader);
        Assert.Equal([scene.Tasks[0]], changes.GetProperty("changes").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("subjectId").GetString()));

        async Task<IReadOnlyList<string>> LabelsAsync(string where)
        {
            var data = await scene.Server.DataAsync($"{{ tasks(where: {{ {where} }}) {{ nodes {{ label }} }} }}", null, Role.Reader);
            return [.. data.GetProperty("tasks").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("label").GetString()!)];
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_a_caller_may_not_see_is_not_found(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        var plan = scene.Lead.Replace("LEAD", "P", StringComparison.Ordinal);
        const string Query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
        string[] ids = [$"Plan:{plan}", $"Task:{plan}/I.1.a"];

        var seen = await scene.Server.DataAsync(Query, new { ids }, Role.Coordinator);
        var hidden = await scene.Server.DataAsync(Query, new { ids }, Role.Reader);

        Assert.All(seen.GetProperty("nodes").EnumerateArray(), node => Assert.Equal(JsonValueKind.Object, node.ValueKind));
        Assert.All(hidden.GetProperty("nodes").EnumerateArray(), node => Assert.Equal(JsonValueKind.Null, node.ValueKind));
        await scene.RefusalAsync(
            "TaskNotFoundError", "submitProgressReport", Reporting.Input(scene).With("taskId", ids[1]), Role.Agency, scene.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Mutations_take_them(DatabaseEngine engine)
    {
        var (scene, plan, _) = await NewAsync(engine);
        var task = $"Task:{plan}/I.1.a";

        await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("taskId", task));
        var proposed = await scene.DoneAsync(
            "proposeAmendment", Amending.NewLead(scene, scene.Lead).With("taskId", task).With("proposedAgencyId", $"Agency:{scene.Stranger}"),
            "amendment { task { id } proposedAgency { code } }", Role.Agency, scene.Lead);

        Assert.Equal($$$"""{"task":{"id":"{{{scene.Tasks[0]}}}"},"proposedAgency":{"code":"{{{scene.Stranger}}}"}}""", proposed.GetProperty("amendment").GetRawText());
        await scene.RefusalAsync("TaskNotFoundError", "submitProgressReport", Reporting.Input(scene).With("taskId", $"Task:{plan}/I.9"), Role.Agency, scene.Lead);
        await scene.RefusalAsync("TaskNotFoundError", "submitProgressReport", Reporting.Input(scene).With("taskId", $"Plan:{plan}"), Role.Agency, scene.Lead);
    }

    private async Task<(PlanScene Scene, string Plan, string Agency)> NewAsync(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var plan = scene.Lead.Replace("LEAD", "P", StringComparison.Ordinal);
        var agency = $"SỞ-{plan}";
        await scene.Database.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, async (context, cancellationToken) =>
        {
            var section = await context.PlanSections.SingleAsync(row => row.PlanId == scene.PlanKey, cancellationToken);
            var manager = new Agency { Code = agency, Name = "Sở" };
            context.AddRange(
                new PlanTask { PlanId = scene.PlanKey, Section = section, Label = "I.1.đ", Title = "Việc đ", Content = "Nội dung đ" },
                new Locality { Code = $"L-{plan}", Name = "Huyện" },
                new InvestmentItem { Code = $"Z.{plan}", Name = "Khu", Kind = InvestmentItemKind.IndustrialZone, ManagingAgency = manager },
                manager);
            return WriteOutcome.Keep(0);
        });
        return (scene, plan, agency);
    }
}
