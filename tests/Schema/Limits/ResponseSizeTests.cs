using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Limits;

/// <summary>The bytes of an answer are bounded, on whichever way it goes; one that fits is answered to the last byte.</summary>
public sealed class ResponseSizeTests
{
    private const string Tasks = "{ tasks(first: 20) { pageInfo { hasNextPage endCursor } nodes { title content deadlines { phrase } nextDeadline { phrase } } } }";
    private const string One = "{ taskByLabel(planCode: \"KG-CN-2022\", label: \"II.3.c\") { title } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_fits_is_answered_and_one_byte_more_is_not(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        int length;
        await using (var unbounded = await LiveServer.StartAsync(database))
        {
            length = (await SendAsync(unbounded, Tasks)).Length;
        }

        await using (var fitting = await LiveServer.StartAsync(database, Setting(length)))
        {
            // Kept from the second time on.
            for (var time = 0; time < 3; time++)
            {
                Assert.Equal(length, (await SendAsync(fitting, Tasks)).Length);
            }
        }

        await using var tight = await LiveServer.StartAsync(database, Setting(length - 1));
        for (var time = 0; time < 3; time++)
        {
            AssertTooLarge(await SendAsync(tight, Tasks), length - 1);
        }

        AssertTooLarge(await SendAsync(tight, Tasks, ("GraphQL-Cost", "report")), length - 1);
        Assert.Contains("quá", Error(await SendAsync(tight, Tasks, ("Accept-Language", "vi"))).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task It_holds_on_every_way(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = await LiveServer.StartAsync(database, Setting(3_000), "--GraphQL:MaxBatchSize=3");
        var token = server.Token(Role.Reader);

        using var get = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(Tasks));
        get.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        get.Headers.Accept.ParseAdd("application/graphql-response+json");
        get.Headers.AcceptEncoding.ParseAdd("br");
        using (var response = await server.Http.SendAsync(get))
        {
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Null(response.Headers.ETag);
            AssertTooLarge(await response.Content.ReadAsByteArrayAsync(), 3_000);
        }

        // In a list each answer is by itself: many small ones are no large one.
        using var list = JsonContent.Create(new[] { new { query = One }, new { query = Tasks }, new { query = One } });
        using var post = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = list };
        post.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using (var response = await server.Http.SendAsync(post))
        {
            var answers = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            AssertTooLarge(answers[1], 3_000);
            Assert.Equal(answers[0].GetRawText(), answers[2].GetRawText());
            Assert.NotNull(answers[2].GetProperty("data").GetProperty("taskByLabel").GetProperty("title").GetString());
        }

        await using (var socket = await SocketClient.InitAsync(server.Address, token))
        {
            await socket.SubscribeAsync("1", Tasks);
            var message = await socket.NextAsync();
            Assert.Equal("error", message.GetProperty("type").GetString());
            Assert.Equal(3_000, message.GetProperty("payload")[0].GetProperty("extensions").GetProperty("maxResponseBytes").GetInt32());
        }

        using (var stream = await SseClient.OpenAsync(server.Http, token, Tasks))
        {
            AssertTooLarge(await stream.NextAsync(), 3_000);
        }

        using var address = new HttpRequestMessage(HttpMethod.Get, "/api/v1/plans/KG-CN-2022/tasks");
        address.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using (var response = await server.Http.SendAsync(address))
        {
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(("HC0047", 3_000), (problem.GetProperty("code").GetString(), problem.GetProperty("maxResponseBytes").GetInt32()));
        }
    }

    // The same object a hundred times is a hundred objects, and what many fields paste is counted together.
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Repetition_is_counted(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database, new Dictionary<string, string>
        {
            ["GraphQL:MaxResponseBytes"] = "500000",
            ["GraphQL:MaxFieldCost"] = "10000000",
            ["GraphQL:MaxTypeCost"] = "10000000",
        });
        var ids = Enumerable.Repeat("Plan:KG-CN-2022", 100);
        AssertTooLarge(await server.AskAsync(
            "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Plan { sections { plan { sections { heading body } } } } } }", new { ids }), 500_000);

        const string Deep = "planByCode(code: \"KG-CN-2022\") { sections { plan { sections { plan { sections { plan { sections { label } } } } } } } }";
        var aliases = string.Concat(Enumerable.Range(0, 8).Select(alias => string.Create(CultureInfo.InvariantCulture, $"a{alias}: {Deep} ")));
        var before = GC.GetTotalAllocatedBytes();
        AssertTooLarge(await server.AskAsync("{" + Deep + "}"), 500_000);
        AssertTooLarge(await server.AskAsync("{" + aliases + "}"), 500_000);
        // Written out, the first one has 0.9 MB, the second 7.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 60_000_000);
        await server.DataAsync("{ tasks(first: 20) { nodes { title } } }");
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Of_a_stream_each_event_is_counted_by_itself_and_the_next_one_comes(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var task = await SamplePlan.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), PlanStatus.InForce);
        await using var server = await LiveServer.StartAsync(database, Setting(400));
        var writer = server.Services.GetRequiredService<PlanWriter>();
        const string OnChange = "subscription { onChange { sequence object { ... on Task { title } } } }";
        using var stream = await SseClient.OpenAsync(server.Http, server.Token(Role.Reader), OnChange);

        await Writing.RetitleAsync(writer, task, new string('x', 450));
        AssertTooLarge(await stream.NextAsync(), 400);
        await Writing.RetitleAsync(writer, task, "Ngắn");

        var next = await stream.NextAsync();
        Assert.Equal("Ngắn", next.GetProperty("data").GetProperty("onChange").GetProperty("object").GetProperty("title").GetString());
    }

    private static string Setting(int bytes) => string.Create(CultureInfo.InvariantCulture, $"--GraphQL:MaxResponseBytes={bytes}");

    private static JsonElement Error(byte[] answer) => JsonDocument.Parse(answer).RootElement.GetProperty("errors")[0];

    private static void AssertTooLarge(ReadOnlyMemory<byte> answer, int bytes) => AssertTooLarge(JsonDocument.Parse(answer).RootElement, bytes);

    private static void AssertTooLarge(JsonElement answer, int bytes)
    {
        Assert.False(answer.TryGetProperty("data", out _));
        var extensions = Assert.Single(answer.GetProperty("errors").EnumerateArray()).GetProperty("extensions");
        Assert.Equal("HC0047", extensions.GetProperty("code").GetString());
        Assert.Equal(bytes, extensions.GetProperty("maxResponseBytes").GetInt32());
    }

    private static async Task<byte[]> SendAsync(LiveServer server, string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Reader));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await server.Http.SendAsync(request);
        return await response.Content.ReadAsByteArrayAsync();
    }
}
