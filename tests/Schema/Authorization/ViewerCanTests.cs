using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>What <c>viewerCan</c> says is what comes of trying.</summary>
public sealed class ViewerCanTests
{
    private const string Everything = """
        query {
          plans(first: 1000) { nodes { ...plan } }
          tasks(first: 1000) { nodes { ...task } }
          progressReports(first: 1000) { nodes { ...report task { ...task plan { ...plan } } } }
          amendments(first: 1000) { nodes { ...amendment task { ...task } } }
        }
        fragment plan on Plan { __typename id version viewerCan { edit publish close discard } }
        fragment task on Task { __typename id version viewerCan { report proposeAmendment edit } }
        fragment report on ProgressReport { __typename id version viewerCan { accept sendBack withdraw } }
        fragment amendment on Amendment { __typename id version viewerCan { review decide withdraw } }
        """;

    /// <summary>The mutations of each possibility, the field of the object's id, and what makes the input good.</summary>
    private static readonly Dictionary<(string Type, string Field), (string[] Mutations, string Id, Dictionary<string, object?> Good)> Trials = new()
    {
        [("Plan", "edit")] = (["updatePlan", "createSection"], "planId", new() { ["title"] = "Kế hoạch khác" }),
        [("Plan", "publish")] = (["publishPlan"], "planId", new() { ["documentNumber"] = "1/KH-UBND" }),
        [("Plan", "close")] = (["closePlan"], "planId", []),
        [("Plan", "discard")] = (["discardDraft"], "planId", []),
        [("Task", "report")] = (["submitProgressReport"], "taskId", new() { ["taskStatus"] = "IN_PROGRESS", ["summary"] = "Đã làm" }),
        [("Task", "proposeAmendment")] =
            (["proposeAmendment"], "taskId", new() { ["kind"] = "CHANGE_CONTENT", ["proposedContent"] = "Nội dung khác", ["reason"] = "Lý do" }),
        [("Task", "edit")] =
            (["updateTask", "deleteTask", "assignAgency", "unassignAgency", "setDeadline"], "taskId", new() { ["title"] = "Việc khác" }),
        [("ProgressReport", "accept")] = (["acceptProgressReport"], "progressReportId", []),
        [("ProgressReport", "sendBack")] = (["returnProgressReport"], "progressReportId", new() { ["note"] = "Bổ sung" }),
        [("ProgressReport", "withdraw")] = (["withdrawProgressReport"], "progressReportId", []),
        [("Amendment", "review")] = (["reviewAmendment"], "amendmentId", new() { ["opinion"] = "Đồng ý" }),
        [("Amendment", "decide")] = (["decideAmendment"], "amendmentId", new() { ["approve"] = false, ["decision"] = "Không" }),
        [("Amendment", "withdraw")] = (["withdrawAmendment"], "amendmentId", []),
    };

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_it_says_is_what_comes_of_trying_for_every_caller_object_and_state(DatabaseEngine engine)
    {
        await using var world = await NewWorldAsync(engine);
        var written = await world.WrittenAsync();
        var possible = new Dictionary<(string Type, string Field), List<(MatrixCaller Caller, JsonElement Object)>>();
        foreach (var caller in MatrixCaller.All)
        {
            var objects = await ObjectsAsync(world, caller);
            Assert.Equal((caller.Roles & Permissions.Read) != 0, objects.Count > 0);
            foreach (var found in objects)
            {
                foreach (var can in found.GetProperty("viewerCan").EnumerateObject())
                {
                    var key = (found.GetProperty("__typename").GetString()!, can.Name);
                    foreach (var mutation in Trials[key].Mutations)
                    {
                        Assert.True(
                            can.Value.GetBoolean() == await PassesRulesAsync(world, caller, mutation, Trials[key].Id, found),
                            $"{caller.Name}: {mutation} of {found.GetRawText()}");
                    }

                    if (can.Value.GetBoolean())
                    {
                        (possible.TryGetValue(key, out var list) ? list : possible[key] = []).Add((caller, found));
                    }
                }
            }
        }

        // Nothing was done so far; and each possibility, once used, is one.
        Assert.Equal(written, await world.WrittenAsync());
        Assert.Equal(Trials.Keys.Order(), possible.Keys.Order());
        var used = new HashSet<string>();
        foreach (var (key, _) in Trials.OrderBy(trial => trial.Key.Type == "Plan"))
        {
            // One that is not used up by what was done before; what is edited can be edited again.
            var (caller, found) = possible[key].First(one => key.Type == "Task" || key.Field == "edit" || used.Add(one.Object.GetProperty("id").GetString()!));
            var (mutations, id, good) = Trials[key];
            var now = await world.AskAsync(
                caller, $"query ($id: ID!) {{ node(id: $id) {{ id ... on {key.Type} {{ version }} }} }}", new { id = found.GetProperty("id").GetString() });
            var errors = await TryAsync(world, caller, mutations[0], id, now.GetProperty("data").GetProperty("node"), good);
            Assert.True(errors is null, $"{caller.Name}: {mutations[0]} of {found.GetRawText()}: {string.Join(' ', errors ?? [])}");
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task It_is_the_same_by_id_in_a_payload_in_an_event_and_as_of_a_past_day(DatabaseEngine engine)
    {
        await using var world = await NewWorldAsync(engine);
        var lead = MatrixCaller.Lead;
        foreach (var found in await ObjectsAsync(world, lead))
        {
            var type = found.GetProperty("__typename").GetString();
            var fields = string.Join(' ', found.GetProperty("viewerCan").EnumerateObject().Select(can => can.Name));
            var answer = await world.AskAsync(
                lead,
                $$"""
                query ($id: ID!) {
                  node(id: $id) { ... on {{type}} { viewerCan { {{fields}} } } }
                  past: node(id: $id) @asOf(day: "2021-01-01") { ... on {{type}} { viewerCan { {{fields}} } } }
                }
                """,
                new { id = found.GetProperty("id").GetString() });
            foreach (var way in answer.GetProperty("data").EnumerateObject())
            {
                Assert.Equal(found.GetProperty("viewerCan").GetRawText(), way.Value.GetProperty("viewerCan").GetRawText());
            }
        }

        var task = new GlobalId("Task", world.Data.InForce.Tasks[0].Id).ToString();
        var payload = await world.AskAsync(
            lead,
            "mutation ($input: SubmitProgressReportInput!) { submitProgressReport(input: $input) { progressReport { id viewerCan { accept withdraw } task { viewerCan { report } } } } }",
            new { input = new { taskId = task, reportedOn = "2022-06-01", taskStatus = "IN_PROGRESS", percentComplete = 1, summary = "x" } });
        Assert.Equal(
            """{"accept":false,"withdraw":true} {"report":true}""",
            string.Join(' ', Answers.Objects(payload).Where(made => made.TryGetProperty("viewerCan", out _)).Select(made => made.GetProperty("viewerCan").GetRawText())));

        // The last change as the feed and a subscription carry it, each for its own caller.
        var id = Answers.Objects(payload).First(made => made.TryGetProperty("id", out _)).GetProperty("id").GetString();
        foreach (var (caller, expected) in new[]
        {
            (lead, """{"accept":false,"withdraw":true}"""), (MatrixCaller.Named("coordinator"), """{"accept":true,"withdraw":false}"""),
            (MatrixCaller.Admin, """{"accept":false,"withdraw":false}"""),
        })
        {
            var changes = await world.AskAsync(
                caller,
                "query ($id: ID!) { changes(first: 1, where: { subjectId: { eq: $id } }) { nodes { object { ... on ProgressReport { viewerCan { accept withdraw } } } } } }",
                new { id });
            Assert.Contains(expected, changes.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Cached_responses_and_compiled_operations_are_not_shared_by_callers_who_can_different_things(DatabaseEngine engine)
    {
        await using var world = await NewWorldAsync(engine);
        var answers = new Dictionary<string, HashSet<string>>();
        for (var time = 0; time < 3; time++)
        {
            foreach (var caller in MatrixCaller.All)
            {
                var (_, body) = await world.SendAsync(caller, Everything);
                (answers.TryGetValue(caller.Name, out var known) ? known : answers[caller.Name] = []).Add(body);
            }
        }

        Assert.All(answers.Values, bodies => Assert.Single(bodies));
        string[] different = ["lead agency", "coordinating agency", "unrelated agency", "coordinator", "approver", "administrator of nothing"];
        Assert.Equal(5, different.Where(answers.ContainsKey).Select(name => answers[name].Single()).Distinct().Count());
    }

    private static async Task<MatrixWorld> NewWorldAsync(DatabaseEngine engine)
    {
        var world = await MatrixWorld.CreateAsync(engine, publishes: false);
        // A co-lead: LEAD of task c.
        await world.Database.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, async (context, cancellationToken) =>
        {
            var task = (await context.Tasks.FindAsync([world.Data.InForce.Tasks[2].Id], cancellationToken))!;
            var lead = world.Data.InForce.Tasks[0].Assignments[0].AgencyId;
            context.Add(new TaskAssignment { TaskId = task.Id, AgencyId = lead, Role = AssignmentRole.CoLead, Position = 2 });
            task.Title += " (cùng chủ trì)";
            return WriteOutcome.Keep(0);
        });
        return world;
    }

    // Each object once; where it came several ways, all must say the same.
    private static async Task<IReadOnlyList<JsonElement>> ObjectsAsync(MatrixWorld world, MatrixCaller caller)
    {
        var answer = await world.AskAsync(caller, Everything);
        var all = Answers.Objects(answer).Where(found => found.TryGetProperty("viewerCan", out _)).ToList();
        return [.. all.GroupBy(found => found.GetProperty("id").GetString()).Select(same =>
        {
            Assert.Single(same.Select(found => found.GetProperty("viewerCan").GetRawText()).Distinct());
            return same.First();
        })];
    }

    // The input is the last thing that is looked at: who is told of a fault in it has passed all rules.
    private static async Task<bool> PassesRulesAsync(MatrixWorld world, MatrixCaller caller, string mutation, string id, JsonElement found)
    {
        var errors = await TryAsync(world, caller, mutation, id, found, new() { ["idempotencyKey"] = new string('x', 201) });
        Assert.NotNull(errors);
        return errors.Contains("ValidationError");
    }

    private static async Task<IReadOnlyList<string?>?> TryAsync(
        MatrixWorld world, MatrixCaller caller, string mutation, string id, JsonElement found, Dictionary<string, object?> fields)
    {
        var input = MutationInputs.Smallest(mutation);
        input[id] = found.GetProperty("id").GetString();
        if (input.ContainsKey("expectedVersion"))
        {
            input["expectedVersion"] = found.GetProperty("version").GetInt32();
        }

        foreach (var (name, value) in fields)
        {
            input[name] = value;
        }

        var answer = await world.AskAsync(caller, MutationInputs.Document(mutation), new { input });
        if (Answers.Codes(answer).ToList() is { Count: > 0 } codes)
        {
            return codes;
        }

        var errors = answer.GetProperty("data").GetProperty(mutation).GetProperty("errors");
        return errors.ValueKind == JsonValueKind.Null ? null : [.. errors.EnumerateArray().Select(error => error.GetProperty("__typename").GetString())];
    }
}
