using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KGPlanGraph.Api.Calendars;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Tests.Api.Telemetry;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Calendar = Ical.Net.Calendar;

namespace KGPlanGraph.Tests.Api.Calendars;

/// <summary>Who makes, sees and revokes the keys of calendars, and what else they open: nothing.</summary>
public sealed class CalendarKeyTests
{
    private static readonly object OfPlan = new { plan = "KG-CN-2022" };

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Its_maker_sees_and_revokes_it_and_so_does_an_administrator_and_nobody_else(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        var first = await server.MadeAsync(new { plan = "KG-CN-2022", name = "Điện thoại", expiresInDays = 30 }, Role.Reader, name: "an");
        var second = await server.MadeAsync(new { agency = "SCT" }, Role.Agency, "SCT", name: "binh");

        Assert.Equal(["id", "plan", "agency", "name", "createdBy", "createdAt", "expiresAt", "key", "url"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("KG-CN-2022", "Điện thoại", "an"), (Text(first, "plan"), Text(first, "name"), Text(first, "createdBy")));
        Assert.Equal(TimeSpan.FromDays(30), first.GetProperty("expiresAt").GetDateTimeOffset() - first.GetProperty("createdAt").GetDateTimeOffset());
        Assert.Equal(TimeSpan.FromDays(365), second.GetProperty("expiresAt").GetDateTimeOffset() - second.GetProperty("createdAt").GetDateTimeOffset());
        Assert.Equal($"http://localhost{CalendarClient.PathOf(Text(first, "key"))}", Text(first, "url"));
        Assert.Equal([Text(first, "id")], await ListAsync("an", Role.Reader));
        Assert.Equal([Text(second, "id")], await ListAsync("binh", Role.Reader));
        Assert.Equal([Text(second, "id"), Text(first, "id")], await ListAsync("root", Role.Admin));

        Assert.Equal(HttpStatusCode.NotFound, await RevokeAsync(Text(first, "id"), "binh", Role.Coordinator));
        await server.FeedAsync(Text(first, "key"));
        Assert.Equal(HttpStatusCode.NoContent, await RevokeAsync(Text(first, "id"), "an", Role.Reader));
        Assert.Equal(HttpStatusCode.NotFound, await RevokeAsync(Text(first, "id"), "an", Role.Reader));
        Assert.Equal(HttpStatusCode.NoContent, await RevokeAsync(Text(second, "id"), "root", Role.Admin));
        Assert.Equal(await NotFoundAsync(server, Text(first, "key")), await NotFoundAsync(server, "none"));
        Assert.Equal(await NotFoundAsync(server, Text(first, "key")), await NotFoundAsync(server, new string('A', 43)));
        Assert.Empty(await ListAsync("root", Role.Admin));

        async Task<IReadOnlyList<string>> ListAsync(string name, Role role)
        {
            using var response = await server.SendKeyAsync(HttpMethod.Get, null, role, name: name);
            var text = await response.Content.ReadAsStringAsync();
            Assert.Equal((HttpStatusCode.OK, "no-store"), (response.StatusCode, response.Headers.CacheControl!.ToString()));
            Assert.DoesNotContain("\"key\"", text, StringComparison.Ordinal);
            return [.. JsonDocument.Parse(text).RootElement.GetProperty("nodes").EnumerateArray().Select(key => Text(key, "id"))];
        }

        async Task<HttpStatusCode> RevokeAsync(string id, string name, Role role)
        {
            using var response = await server.SendKeyAsync(HttpMethod.Delete, null, role, path: $"{CalendarClient.Keys}/{id}", name: name);
            return response.StatusCode;
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task It_ends_with_its_time_and_is_kept_as_a_hash_alone_and_opens_nothing_else(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = new PlanServer(database, clock: clock);
        var key = await server.MakeKeyAsync(new { plan = "KG-CN-2022", expiresInDays = 2 }, Role.Coordinator);

        var columns = new[] { "id", "hash", "subject", "caller_name", "caller_agency", "plan_code", "agency_code", "name" };
        var row = string.Join('|', await Task.WhenAll(columns.Select(async column => Convert.ToString(await database.ScalarAsync($"SELECT {column} FROM calendar_keys"), null))));
        Assert.DoesNotContain(key, row, StringComparison.Ordinal);
        Assert.Contains(CalendarEndpoint.HashOf(key), row, StringComparison.Ordinal);
        foreach (var header in new[] { $"Bearer {key}", $"Basic {key}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={plans{totalCount}}");
            request.Headers.TryAddWithoutValidation("Authorization", header);
            using var response = await server.Http.SendAsync(request);
            Assert.DoesNotContain("\"totalCount\":1", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        clock.Advance(TimeSpan.FromHours(47));
        await server.FeedAsync(key);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(await NotFoundAsync(server, "none"), await NotFoundAsync(server, key));
        // Making one forgets those that have ended.
        await server.MakeKeyAsync(OfPlan, Role.Coordinator);
        Assert.Equal(1L, Convert.ToInt64(await database.ScalarAsync("SELECT count(*) FROM calendar_keys"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task It_is_read_a_few_times_a_minute_and_guessed_a_few_times(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = new PlanServer(database, new Dictionary<string, string> { ["GraphQL:CostPerMinute"] = "1000000" }, clock);
        var (key, other) = (await server.MakeKeyAsync(OfPlan, Role.Reader), await server.MakeKeyAsync(OfPlan, Role.Reader));
        for (var times = 0; times < CalendarEndpoint.RequestsPerMinute; times++)
        {
            await server.FeedAsync(key);
        }

        using (var refused = await server.Http.GetAsync(new Uri(CalendarClient.PathOf(key), UriKind.Relative)))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(6)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
        }

        await server.FeedAsync(other);
        clock.Advance(TimeSpan.FromSeconds(6));
        await server.FeedAsync(key);

        var tries = 0;
        for (var status = HttpStatusCode.NotFound; status == HttpStatusCode.NotFound; tries++)
        {
            using var response = await server.Http.GetAsync(new Uri(CalendarClient.PathOf(CalendarEndpoint.NewKey()), UriKind.Relative));
            status = response.StatusCode;
            Assert.True(status is HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests);
        }

        Assert.InRange(tries, 90, 101);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Who_may_not_make_one_and_what_is_no_wish_are_refused_as_problems(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        await RefusedAsync(HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED", Role.None, OfPlan);
        await RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND", Role.Admin, new { plan = "KG-CN-1999" });
        await RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND", Role.Admin, new { agency = "NOBODY" });
        object[] bad =
        [
            "", "[]", "{", "null", new { }, new { plan = 1 }, new { plan = "KG-CN-2022", agency = "SCT" }, new { plan = "KG-CN-2022", days = 3 }, new { plan = "KG-CN-2022", expiresInDays = 0 },
            new { plan = "KG-CN-2022", expiresInDays = 366 }, new { plan = "KG-CN-2022", expiresInDays = "3" }, new { plan = "KG-CN-2022", name = new string('n', 201) },
            new { plan = "KG-CN-2022", name = new string('n', 5_000) }, "{\"plan\":\"a\",\"plan\":\"b\"}", "{\"plan\":\"a\\u0000\"}",
        ];
        foreach (var body in bad)
        {
            await RefusedAsync(HttpStatusCode.BadRequest, "HC0009", Role.Reader, body);
        }

        using var put = await server.SendKeyAsync(HttpMethod.Put, OfPlan, Role.Reader);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, put.StatusCode);
        using var get = await server.SendKeyAsync(HttpMethod.Get, null, Role.Reader, path: $"{CalendarClient.Keys}/x");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "DELETE"), (get.StatusCode, string.Join(", ", get.Content.Headers.Allow)));
        for (var made = 0; made < CalendarKeysEndpoint.MostKeys; made++)
        {
            await server.MakeKeyAsync(OfPlan, Role.Reader);
        }

        await RefusedAsync(HttpStatusCode.Conflict, "HC0009", Role.Reader, OfPlan);

        async Task RefusedAsync(HttpStatusCode status, string code, Role role, object body)
        {
            using var response = await server.SendKeyAsync(HttpMethod.Post, body, role);
            var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal((status, "application/problem+json", code), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, Text(problem, "code")));
        }
    }

    [Fact]
    public async Task Records_traces_and_log_lines_have_its_route_and_nothing_of_it()
    {
        await using var collector = await Collector.StartAsync();
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        string key;
        var settings = collector.Settings("--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Information");
        await using (var server = await LiveServer.StartAsync(database, settings))
        {
            server.Http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token(Role.Reader));
            using var body = new StringContent(JsonSerializer.Serialize(OfPlan), Encoding.UTF8, "application/json");
            using var made = await server.Http.PostAsync(new Uri(CalendarClient.Keys, UriKind.Relative), body);
            key = Text(JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement, "key");
            server.Http.DefaultRequestHeaders.Authorization = null;
            foreach (var path in new[] { CalendarClient.PathOf(key), $"/calendar/{key}", $"/calendar/{key}.ics/more", $"/CALENDAR/{key}.ics?x={key}" })
            {
                using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
            }

            await server.StopAsync();
        }

        Assert.NotEmpty(collector.Of("traces"));
        Assert.NotEmpty(collector.Of("logs"));
        Assert.All(collector.Bodies, body => Assert.True(body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(key)) < 0));
        Assert.Contains(collector.Bodies, body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(CalendarEndpoint.Route)) >= 0);
    }

    [Property(MaxTest = 200)]
    public Property Any_text_comes_back_as_it_was()
    {
        var texts = Gen.Elements("Kế", " hoạch", "\"", ";", ",", "\\", ":", "\\n", "đ", "😀", "ế", "–", "BEGIN:VEVENT", "word").ArrayOf().Select(string.Concat);
        return Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var calendar = new DeadlineCalendar("x", Language.Vietnamese, "https://plan.example.vn/");
            calendar.Add(JsonSerializer.SerializeToElement(new
            {
                id = "D1",
                dueOn = "2022-06-30",
                originalDueOn = "2022-06-30",
                phrase = text,
                deliverable = (string?)null,
                metOn = (string?)null,
                performer = (object?)null,
                task = new
                {
                    label = "I.1.a",
                    title = text,
                    version = 1,
                    status = "NOT_STARTED",
                    percentComplete = 0,
                    updatedAt = "2022-01-01T00:00:00Z",
                    leadAgency = (object?)null,
                    plan = new { code = "P", title = text, status = "IN_FORCE" },
                },
            }));
            var file = Encoding.UTF8.GetString(calendar.ToUtf8());
            Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
            var read = Assert.Single(Calendar.Load(file)!.Events);
            return read.Summary == $"I.1.a. {text}" && read.Description!.Contains($"({text})", StringComparison.Ordinal);
        });
    }

    // Without the trace, which differs.
    private static async Task<string> NotFoundAsync(PlanServer server, string key)
    {
        using var response = await server.Http.GetAsync(new Uri(CalendarClient.PathOf(key), UriKind.Relative));
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return $"{response.StatusCode} {string.Join(' ', problem.EnumerateObject().Where(member => member.Name != "traceId"))}";
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
