using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>No update is lost, doubled or half done, however many come at once.</summary>
public sealed class ParallelWriterTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const int Writers = 50;

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Of_fifty_that_accept_one_version_of_a_report_one_wins_and_the_others_hear_the_new_version(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);

        var payloads = await AtOnceAsync(_ => scene.MutateAsync(
            "acceptProgressReport", new { progressReportId = report, expectedVersion = 1 }, "progressReport { version }", Role.Coordinator));

        AssertOneWon(payloads);
        Assert.Equal(2, (await scene.TaskAsync(0)).GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Of_fifty_that_withdraw_or_return_one_version_one_wins_and_the_others_hear_the_new_version(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);

        var payloads = await AtOnceAsync(number => number % 2 == 0
            ? scene.MutateAsync(
                "withdrawProgressReport", new { progressReportId = report, expectedVersion = 1 }, "progressReport { version }", Role.Agency, scene.Lead)
            : scene.MutateAsync(
                "returnProgressReport", new { progressReportId = report, expectedVersion = 1, note = "x" }, "progressReport { version }", Role.Coordinator));

        AssertOneWon(payloads);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Reports_on_one_task_that_are_accepted_at_once_are_all_taken(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var reports = new List<string>();
        for (var number = 1; number <= 20; number++)
        {
            reports.Add(await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("percentComplete", number)));
        }

        await Task.WhenAll(reports.Select(report => Task.Run(() => scene.AcceptAsync(report))));

        Assert.Equal(21, (await scene.TaskAsync(0)).GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Amendments_of_one_task_that_are_decided_at_once_take_effect_one_after_the_other(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        string[] amendments =
        [
            await scene.ProposeAsync(Amending.NewLead(scene, scene.Coordinator)),
            await scene.ProposeAsync(Amending.NewCoordinator(scene, scene.Stranger)),
            await scene.ProposeAsync(Amending.Extend(scene, "2022-10-31")),
            await scene.ProposeAsync(Amending.Content(scene, "Nội dung mới")),
        ];
        foreach (var amendment in amendments)
        {
            await scene.ReviewAsync(amendment);
        }

        await Task.WhenAll(amendments.Select(amendment => Task.Run(() => scene.DoneAsync(
            "decideAmendment", Amending.Decision(amendment, 2), "amendment { status }", Role.Approver))));

        var task = await scene.TaskAsync(0, "version content leadAgency { code } assignments { position } deadlines { dueOn }");
        Assert.Equal(
            $"{{\"version\":5,\"content\":\"Nội dung mới\",\"leadAgency\":{{\"code\":\"{scene.Coordinator}\"}},"
            + "\"assignments\":[{\"position\":1},{\"position\":2},{\"position\":3}],\"deadlines\":[{\"dueOn\":\"2022-10-31\"},{\"dueOn\":\"2022-12-31\"}]}",
            task.GetRawText());
    }

    private static Task<JsonElement[]> AtOnceAsync(Func<int, Task<JsonElement>> call) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(number => Task.Run(() => call(number))));

    private static void AssertOneWon(JsonElement[] payloads)
    {
        Assert.Single(payloads, payload => payload.GetProperty("errors").ValueKind == JsonValueKind.Null);
        foreach (var payload in payloads.Where(payload => payload.GetProperty("errors").ValueKind != JsonValueKind.Null))
        {
            var error = Assert.Single(payload.GetProperty("errors").EnumerateArray());
            Assert.Equal("VersionConflictError", error.GetProperty("__typename").GetString());
            Assert.Equal(2, error.GetProperty("currentVersion").GetInt32());
        }
    }
}
