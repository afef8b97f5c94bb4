using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>A caller pays for what its requests used, however they ended.</summary>
public sealed class UsageTests
{
    private const string Costs11 = "{ tasks { nodes { id } } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Cost_and_the_time_of_statements_are_charged(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = await StartAsync(database);
        await server.AskAsync(Costs11, Role.Admin);

        var read = await server.AskAsync(Costs11, Role.Reader);
        Assert.InRange(read.Spent, 12, 100_000);
        // Nothing is asked of the database.
        Assert.Equal(1, (await server.AskAsync("{ __typename }", Role.Coordinator)).Spent);
        Assert.Equal(1, (await server.AskAsync("{ nothing }", Role.Agency)).Spent);
        Assert.InRange(read.Reset, 1, 60);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_is_refused_for_its_size_or_runs_out_of_time_is_charged(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using (var small = await StartAsync(database, "--GraphQL:MaxResponseBytes=100"))
        {
            var refused = await small.AskAsync(Costs11, Role.Reader);
            Assert.Equal("HC0047", refused.Code);
            Assert.InRange(refused.Spent, 12, 100_000);
        }

        // How long a request takes before its statements depends on the machine, and on who else uses it: one of these times ends in their midst.
        var codes = new HashSet<string?>();
        foreach (var milliseconds in new[] { 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987 })
        {
            await using var hasty = await StartAsync(
                database, $"--GraphQL:ExecutionTimeout=00:00:00.{milliseconds:D3}", "--GraphQL:MaxFieldCost=1000000", "--GraphQL:MaxTypeCost=1000000");
            for (var attempt = 0; attempt < 60; attempt++)
            {
                var many = string.Join(' ', Enumerable.Range(0, 40).Select(
                    alias => string.Create(CultureInfo.InvariantCulture, $"a{alias}: tasks(search: \"w{attempt} {alias} ke hoach\") {{ totalCount nodes {{ id }} }}")));
                var late = await hasty.AskAsync($"{{ {many} }}", Role.Reader);
                codes.Add(late.Code);
                if (late.Code == "HC0045" && late.Spent > 100)
                {
                    return;
                }
            }
        }

        Assert.Fail($"No request ran out of time while it ran: {string.Join(", ", codes)}.");
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Each_of_a_list_pays_as_a_single_request(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = await StartAsync(database, "--GraphQL:MaxBatchSize=10");
        const string Nothing = "{ __typename }";
        Assert.Equal(10, (await server.SendAsync(JsonContent.Create(Enumerable.Repeat(new { query = Nothing }, 10)), Role.Reader)).Spent);
    }

    [Fact]
    public async Task A_list_is_answered_as_far_as_the_points_go()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var live = await LiveServer.StartAsync(database, "--GraphQL:CostPerMinute=3", "--GraphQL:MaxBatchSize=10");
        var server = new Server(live, 3);
        var answer = await server.SendAsync(JsonContent.Create(Enumerable.Repeat(new { query = "{ __typename }" }, 5)), Role.Reader);
        Assert.Equal(
            [null, null, null, "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS"],
            answer.Body.EnumerateArray().Select(each => each.TryGetProperty("errors", out var errors) ? Code(errors) : null));
        Assert.Equal(3, answer.Spent);
    }

    [Fact]
    public void A_subject_that_looks_like_an_address_pays_for_itself_alone()
    {
        var clock = new SteppedTime();
        string? subject = null;
        var budget = new CallerBudget(
            new GraphQLOptions { CostPerMinute = 30 }, _ => subject is null ? Caller.Anonymous : new Caller(subject, null, Role.Reader, null, null), clock);
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = System.Net.IPAddress.Loopback;

        subject = "address 127.0.0.1";
        Assert.Null(budget.Enter(context));
        budget.Charge(context, 1e6);
        Assert.NotNull(budget.Enter(context));

        subject = null;
        Assert.Null(budget.Enter(context));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(119)]
    [InlineData(600)]
    [InlineData(1_000_000)]
    public void What_is_owed_is_paid_back_within_a_minute(int perMinute)
    {
        var clock = new SteppedTime();
        var budget = new CallerBudget(new GraphQLOptions { CostPerMinute = perMinute }, _ => new Caller("a", null, Role.Reader, null, null), clock);
        Assert.Null(budget.Enter(new DefaultHttpContext()));
        budget.Charge(new DefaultHttpContext(), 1e12);
        var refused = new DefaultHttpContext();
        Assert.NotNull(budget.Enter(refused));
        var wait = int.Parse(refused.Response.Headers.RetryAfter.ToString(), CultureInfo.InvariantCulture);
        Assert.InRange(wait, 1, 61);

        clock.Step(TimeSpan.FromSeconds(wait));
        Assert.Null(budget.Enter(new DefaultHttpContext()));

        // From then on it has what a minute gives, and no more.
        clock.Step(TimeSpan.FromMinutes(5));
        for (var request = 0; request < Math.Min(perMinute, 1_000); request++)
        {
            Assert.Null(budget.Enter(new DefaultHttpContext()));
        }

        budget.Charge(new DefaultHttpContext(), 1 + Math.Max(0, perMinute - 1_000));
        Assert.NotNull(budget.Enter(new DefaultHttpContext()));
    }

    private static string? Code(JsonElement errors) => errors[0].GetProperty("extensions").GetProperty("code").GetString();

    private static async Task<Server> StartAsync(TestDatabase database, params string[] settings) =>
        new(await LiveServer.StartAsync(database, ["--GraphQL:CostPerMinute=100000", "--GraphQL:KeepAnswers=false", .. settings]), 100_000);

    private sealed record Answer(JsonElement Body, double Spent, double Reset)
    {
        public string? Code => Body.TryGetProperty("errors", out var errors) ? UsageTests.Code(errors) : null;
    }

    private sealed class Server(LiveServer server, int perMinute) : IAsyncDisposable
    {
        public Task<Answer> AskAsync(string query, Role role) => SendAsync(JsonContent.Create(new { query }), role);

        // Each role's token has a subject of its own, and so a budget of its own.
        public async Task<Answer> SendAsync(HttpContent content, Role role)
        {
            var before = await RemainingAsync(role);
            using var response = await PostAsync(content, role);
            var after = Header(response, "RateLimit-Remaining");
            return new(
                JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement, before - after, Header(response, "RateLimit-Reset"));
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();

        // A budget that has not been used is full.
        private async Task<double> RemainingAsync(Role role)
        {
            if (seen.Add(role))
            {
                return perMinute;
            }

            using var response = await PostAsync(JsonContent.Create(new { query = "{ __typename }" }), role);
            return response.StatusCode == HttpStatusCode.TooManyRequests ? 0 : Header(response, "RateLimit-Remaining");
        }

        private readonly HashSet<Role> seen = [];

        private async Task<HttpResponseMessage> PostAsync(HttpContent content, Role role)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(role));
            return await server.Http.SendAsync(request);
        }

        private static double Header(HttpResponseMessage response, string name) =>
            double.Parse(response.Headers.GetValues(name).Single(), CultureInfo.InvariantCulture);
    }

    private sealed class SteppedTime : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Step(TimeSpan by) => ticks += by.Ticks;
    }
}
