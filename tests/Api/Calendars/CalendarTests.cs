using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Ical.Net.CalendarComponents;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Schema.Mutations;
using KGPlanGraph.Tests.Support;
using Calendar = Ical.Net.Calendar;

namespace KGPlanGraph.Tests.Api.Calendars;

/// <summary>What a calendar's file says, for whom.</summary>
public sealed class CalendarTests(MutationServers servers) : IClassFixture<MutationServers>
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_plans_deadlines_are_all_day_events_in_any_reading_of_the_file(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var key = await scene.Server.MakeKeyAsync(new { plan = Plan(scene) }, Role.Reader);

        var file = await scene.Server.FeedAsync(key);

        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        var calendar = Calendar.Load(text)!;
        Assert.Equal(("2.0", "Thời hạn: Kế hoạch"), (calendar.Version, calendar.Properties["X-WR-CALNAME"]!.Value));
        Assert.Equal(
            ["2022-06-30 I.1.a. Việc a", "2022-09-30 I.1.b. Việc b", "2022-12-31 I.1.a. Việc a"],
            calendar.Events.OrderBy(found => found.DtStart!.Value).Select(found => $"{Day(found)} {found.Summary}"));
        Assert.All(calendar.Events, found =>
        {
            Assert.True(found.IsAllDay);
            Assert.Equal(("CONFIRMED", "TRANSPARENT", 1), (found.Status, found.Transparency, found.Sequence));
            Assert.Equal(Plan(scene), Assert.Single(found.Categories));
            Assert.Equal("-P7D", Assert.Single(found.Alarms).Trigger!.Duration!.Value.ToString());
            Assert.Equal($"http://localhost/tasks/{Plan(scene)}/{found.Summary![..5]}", found.Url!.ToString());
        });
        Assert.Contains("TRIGGER:-P7D\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20220630\r\n", text, StringComparison.Ordinal);
        Assert.Equal(scene.Deadlines.Append(scene.DeadlineOfOther).Select(Uid).Order(), calendar.Events.Select(found => found.Uid).Order());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_event_keeps_its_uid_and_counts_on_when_its_deadline_is_extended_met_or_cancelled(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var key = await scene.Server.MakeKeyAsync(new { plan = Plan(scene) }, Role.Reader);
        var before = await EventAsync(scene, key, scene.Deadlines[0]);

        await scene.ApproveAsync(await scene.ProposeAsync(Amending.Extend(scene, "2022-08-15")));
        var extended = await EventAsync(scene, key, scene.Deadlines[0]);
        Assert.Equal("2022-08-15", Day(extended));
        Assert.True(extended.Sequence > before.Sequence);
        Assert.True(extended.DtStamp!.Value >= before.DtStamp!.Value);
        Assert.Contains("15/08/2022, gia hạn từ 30/06/2022", extended.Description, StringComparison.Ordinal);

        await scene.AcceptAsync(await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("metDeadlineIds", new[] { scene.Deadlines[0] })));
        var met = await EventAsync(scene, key, scene.Deadlines[0]);
        Assert.Equal(("CONFIRMED", "Đã hoàn thành: I.1.a. Việc a", 0), (met.Status, met.Summary, met.Alarms.Count));
        Assert.Contains("Hoàn thành: 12/05/2022, đúng hạn", met.Description, StringComparison.Ordinal);
        Assert.True(met.Sequence > extended.Sequence);

        await scene.ApproveAsync(await scene.ProposeAsync(Amending.Cancel(scene)));
        var cancelled = await EventAsync(scene, key, scene.Deadlines[1]);
        Assert.Equal(("CANCELLED", "Đã hủy: I.1.a. Việc a", 0), (cancelled.Status, cancelled.Summary, cancelled.Alarms.Count));
        Assert.True(cancelled.Sequence > met.Sequence);
        Assert.Equal("CONFIRMED", (await EventAsync(scene, key, scene.Deadlines[0])).Status);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_agencys_calendar_has_the_deadlines_that_it_leads_and_loses_those_that_it_no_longer_does(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var lead = await scene.Server.MakeKeyAsync(new { agency = scene.Lead }, Role.Agency, scene.Lead);
        var coordinator = await scene.Server.MakeKeyAsync(new { agency = scene.Coordinator }, Role.Reader);
        var stranger = await scene.Server.MakeKeyAsync(new { agency = scene.Stranger }, Role.Coordinator);

        Assert.Equal(scene.Deadlines.Select(Uid).Order(), await UidsAsync(scene, lead));
        Assert.Equal([Uid(scene.DeadlineOfOther)], await UidsAsync(scene, coordinator));
        Assert.Empty(await UidsAsync(scene, stranger));

        await scene.ApproveAsync(await scene.ProposeAsync(Amending.NewLead(scene, scene.Stranger)));
        Assert.Empty(await UidsAsync(scene, lead));
        Assert.Equal(scene.Deadlines.Select(Uid).Order(), await UidsAsync(scene, stranger));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_drafts_deadlines_are_tentative_cancelled_when_removed_and_nobodys_who_may_not_see_drafts(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine, PlanStatus.InForce);
        var agency = await scene.Server.MakeKeyAsync(new { agency = scene.Lead }, Role.Coordinator);
        var reader = await scene.Server.MakeKeyAsync(new { plan = Plan(scene) }, Role.Reader);
        var other = await servers.NewSceneAsync(engine, PlanStatus.Draft);
        using (var refused = await other.Server.SendKeyAsync(HttpMethod.Post, new { plan = Plan(other) }, Role.Agency, other.Lead))
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.Equal(3, (await UidsAsync(scene, reader)).Count);
        Assert.Empty(await UidsAsync(other, await other.Server.MakeKeyAsync(new { agency = other.Lead }, Role.Coordinator)));
        var coordinator = await other.Server.MakeKeyAsync(new { plan = Plan(other) }, Role.Coordinator);
        var approver = await other.Server.MakeKeyAsync(new { plan = Plan(other) }, Role.Approver);
        var removed = await EventAsync(other, coordinator, other.Deadlines[0]);
        Assert.Equal(("TENTATIVE", "Dự thảo: I.1.a. Việc a", 0), (removed.Status, removed.Summary, removed.Alarms.Count));

        await other.DoneAsync("removeDeadline", new { deadlineId = other.Deadlines[0], expectedVersion = 1 }, "task { version }", Role.Coordinator);
        var gone = await EventAsync(other, coordinator, other.Deadlines[0]);
        Assert.Equal(("CANCELLED", "2022-06-30"), (gone.Status, Day(gone)));
        Assert.True(gone.Sequence > removed.Sequence);
        // Who may not read the values of changes is not told of which plan it was; the file no longer has it.
        Assert.DoesNotContain(Uid(other.Deadlines[0]), await UidsAsync(other, approver));

        await other.DoneAsync("discardDraft", new { planId = $"Plan:{Plan(other)}", expectedVersion = 1 }, "planId", Role.Coordinator);
        Assert.Empty(await UidsAsync(other, coordinator));
        Assert.Equal(2, (await UidsAsync(scene, agency)).Count);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task It_is_in_the_language_asked_for_and_sent_once_while_nothing_changes(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var key = await scene.Server.MakeKeyAsync(new { plan = Plan(scene) }, Role.Reader);
        var path = CalendarClient.PathOf(key);
        Assert.Contains("X-WR-CALNAME:Deadlines: Kế hoạch", Encoding.UTF8.GetString(await scene.Server.FeedAsync(key, "?lang=en")), StringComparison.Ordinal);

        using var english = await GetAsync("Accept-Language", "en-GB");
        Assert.Contains("Due: 30/06/2022", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var first = await GetAsync("Accept-Encoding", "gzip");
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("gzip", Assert.Single(first.Content.Headers.ContentEncoding));
        Assert.Equal("private, no-cache", string.Join(", ", first.Headers.GetValues("Cache-Control").Single().Split(", ").Order().Reverse()));
        using var again = await GetAsync("If-None-Match", first.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
        await scene.ApproveAsync(await scene.ProposeAsync(Amending.Extend(scene, "2022-08-15")));
        using var changed = await GetAsync("If-None-Match", first.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var head = await scene.Server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        using var unknown = await scene.Server.Http.GetAsync(new Uri(path + "?lang=fr", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        using var post = await scene.Server.Http.PostAsync(new Uri(path, UriKind.Relative), null);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (post.StatusCode, string.Join(", ", post.Content.Headers.Allow)));

        async Task<HttpResponseMessage> GetAsync(string header, string value)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            return await scene.Server.Http.SendAsync(request);
        }
    }

    private static async Task<CalendarEvent> EventAsync(PlanScene scene, string key, string deadline) =>
        Assert.Single(Calendar.Load(Encoding.UTF8.GetString(await scene.Server.FeedAsync(key)))!.Events, found => found.Uid == Uid(deadline));

    private static async Task<IReadOnlyList<string>> UidsAsync(PlanScene scene, string key) =>
        [.. Calendar.Load(Encoding.UTF8.GetString(await scene.Server.FeedAsync(key)))!.Events.Select(found => found.Uid!).Order()];

    private static string Uid(string deadline) => $"{deadline}@kgplangraph";

    private static string Day(CalendarEvent found) => found.DtStart!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Plan(PlanScene scene) => $"P{scene.Lead["LEAD".Length..]}";
}

/// <summary>Makes keys and reads calendars.</summary>
internal static class CalendarClient
{
    public const string Keys = "/api/v1/calendar-keys";

    public static string PathOf(string key) => $"/calendar/{key}.ics";

    /// <summary>A new key.</summary>
    public static async Task<string> MakeKeyAsync(this PlanServer server, object wanted, Role role, string? agency = null) =>
        (await server.MadeAsync(wanted, role, agency)).GetProperty("key").GetString()!;

    /// <summary>What is told of a new key.</summary>
    public static async Task<JsonElement> MadeAsync(this PlanServer server, object wanted, Role role, string? agency = null, string? name = null)
    {
        using var response = await server.SendKeyAsync(HttpMethod.Post, wanted, role, agency, name: name);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<HttpResponseMessage> SendKeyAsync(
        this PlanServer server, HttpMethod method, object? body, Role role, string? agency = null, string path = Keys, string? name = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (role != Role.None)
        {
            request.Headers.Authorization = new("Bearer", server.Token(role, agency, name));
        }

        return await server.Http.SendAsync(request);
    }

    /// <summary>The file of a key that is good.</summary>
    public static async Task<byte[]> FeedAsync(this PlanServer server, string key, string query = "")
    {
        using var response = await server.Http.GetAsync(new Uri(PathOf(key) + query, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadAsByteArrayAsync();
    }
}
