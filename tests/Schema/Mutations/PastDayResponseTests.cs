using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Responses, entity tags, events and payloads tell days apart; the past stays as it is until a report on it is accepted.</summary>
public sealed class PastDayResponseTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string OnDay = "query($id: ID!, $day: LocalDate) @asOf(day: $day) { task(id: $id) { percentComplete } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Each_day_has_responses_and_entity_tags_of_its_own(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        await scene.AcceptAsync(await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("reportedOn", "2022-05-12").With("percentComplete", 40)));
        var before = new Dictionary<string, (int Percent, string Tag)>();
        foreach (var day in new[] { "2022-05-11", "2022-05-12", "2022-06-12" })
        {
            // Often enough for a response to be kept.
            for (var time = 0; time < 4; time++)
            {
                before[day] = await GetAsync(scene, day);
            }

            Assert.Null(await GetAsync(scene, day, before[day].Tag));
        }

        Assert.Equal([0, 40, 40], before.Values.Select(each => each.Percent));

        await scene.AcceptAsync(await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("reportedOn", "2022-06-01").With("percentComplete", 60)));

        foreach (var (day, percent) in new[] { ("2022-05-11", 0), ("2022-05-12", 40), ("2022-06-12", 60) })
        {
            Assert.Equal(percent, (await GetAsync(scene, day)).Percent);
            var again = await GetAsync(scene, day, before[day].Tag);
            Assert.True(again is null == (percent == before[day].Percent), day);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_event_and_a_payload_show_the_day_that_they_are_asked_for(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        using var stream = await SseClient.OpenAsync(
            scene.Server.Http, scene.Server.Token(Role.Reader),
            "subscription($id: ID!, $day: LocalDate) { onTaskChanged(taskId: $id) @asOf(day: $day) { percentComplete now: percentComplete @asOf(day: null) } }",
            new { id = scene.Tasks[0], day = "2022-05-20" });
        await scene.AcceptAsync(await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("reportedOn", "2022-05-12").With("percentComplete", 40)));
        var report = await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("reportedOn", "2022-06-12").With("percentComplete", 70));

        var payload = await scene.DoneAsync(
            "acceptProgressReport", new { progressReportId = report, expectedVersion = 1 },
            "task { then: percentComplete @asOf(day: \"2022-05-20\") percentComplete }", Role.Coordinator);

        Assert.Equal("""{"then":40,"percentComplete":70}""", JsonSerializer.Serialize(payload.GetProperty("task")));
        var first = (await stream.NextAsync()).GetProperty("data").GetProperty("onTaskChanged");
        Assert.Equal(40, first.GetProperty("percentComplete").GetInt32());
        var last = first.GetProperty("now").GetInt32() == 70 ? first : (await stream.NextAsync()).GetProperty("data").GetProperty("onTaskChanged");
        Assert.Equal("""{"percentComplete":40,"now":70}""", JsonSerializer.Serialize(last));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_change_of_a_task_or_deadline_says_from_which_day_it_counts(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var today = KGPlanGraph.Schema.Scalars.VietnamDay.Today(TimeProvider.System);
        await scene.AcceptAsync(await scene.SubmitAsync(
            scene.Lead, Reporting.Input(scene).With("reportedOn", "2022-05-12").With("metDeadlineIds", new[] { scene.Deadlines[0] })));
        await scene.ApproveAsync(await scene.ProposeAsync(Amending.Extend(scene, "2022-07-31")));
        await scene.ApproveAsync(await scene.ProposeAsync(Amending.Content(scene, "Nội dung mới")));

        var changes = (await scene.Server.DataAsync(
            "query($ids: [ID!]) { changes(first: 100, where: { subjectId: { in: $ids }, kind: { eq: UPDATED } }) { nodes { subject after } } }",
            new { ids = new[] { scene.Tasks[0], scene.Deadlines[0] } }, Role.Coordinator)).GetProperty("changes").GetProperty("nodes");

        var told = changes.EnumerateArray().Select(change => (
            change.GetProperty("subject").GetString(),
            JsonDocument.Parse(change.GetProperty("after").GetString()!).RootElement.TryGetProperty("countsFrom", out var day) ? day.GetString() : null));
        Assert.Equal(
            [("TASK", "2022-05-12"), ("DEADLINE", "2022-05-12"), ("TASK", null), ("DEADLINE", $"{today:yyyy-MM-dd}"), ("TASK", null)], told);
    }

    private static async Task<(int Percent, string Tag)> GetAsync(PlanScene scene, string day) => (await GetAsync(scene, day, null))!.Value;

    // Null where the server says that nothing has changed.
    private static async Task<(int Percent, string Tag)?> GetAsync(PlanScene scene, string day, string? tag)
    {
        var variables = JsonSerializer.Serialize(new { id = scene.Tasks[0], day });
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(OnDay)}&variables={Uri.EscapeDataString(variables)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", scene.Server.Token(Role.Reader));
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        using var response = await scene.Server.Http.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return null;
        }

        var data = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("data");
        return (data.GetProperty("task").GetProperty("percentComplete").GetInt32(), response.Headers.ETag!.ToString());
    }
}
