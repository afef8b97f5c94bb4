using System.Net;
using System.Net.Http.Headers;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Execution;

/// <summary>Whole answers are kept for repeated reads, and never for longer than the data that they were read from.</summary>
public sealed class CachedResponseTests
{
    private const string Document = "{ taskByLabel(planCode: \"KG-CN-2022\", label: \"II.1.a\") { percentComplete version } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Answer_that_was_asked_for_twice_is_kept_until_the_data_change(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        await WaitUntilKeptAsync(server, Document);

        await SetPercentAsync(server, 40);

        Assert.Equal(40, await PercentAsync(server));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task No_server_answers_with_older_data_once_a_change_is_acknowledged(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var writing = new PlanServer(database);
        await using var reading = new PlanServer(database);
        for (var percent = 1; percent <= 15; percent++)
        {
            await WaitUntilKeptAsync(reading, Document);
            await SetPercentAsync(writing, percent);
            Assert.Equal(percent, await PercentAsync(reading));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Answer_is_kept_for_its_own_kind_of_caller_and_variables_alone(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        const string WithActor = "{ changes(first: 1) { nodes { before } } }";
        for (var round = 0; round < 3; round++)
        {
            Assert.False((await server.AskAsync(WithActor, roles: Role.Admin)).TryGetProperty("errors", out _));
            Assert.True((await server.AskAsync(WithActor, roles: Role.Reader)).TryGetProperty("errors", out _));
            var first = await server.DataAsync("query($n: Int) { tasks(first: $n) { nodes { id } } }", new { n = 1 });
            var second = await server.DataAsync("query($n: Int) { tasks(first: $n) { nodes { id } } }", new { n = 2 });
            Assert.Equal((1, 2), (first.GetProperty("tasks").GetProperty("nodes").GetArrayLength(), second.GetProperty("tasks").GetProperty("nodes").GetArrayLength()));
        }
    }

    [Fact]
    public async Task Answers_that_name_the_caller_are_never_kept()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = new PlanServer(database);
        for (var round = 0; round < 3; round++)
        {
            foreach (var name in (string[])["An", "Bình"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("{ me { name } }"));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Reader, name: name));
                using var response = await server.Http.SendAsync(request);
                Assert.Contains(name, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Unchanged_answer_is_304_and_a_changed_one_is_not(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        string? tag = null;
        for (var round = 0; round < 4; round++)
        {
            using var response = await GetAsync(server, null);
            Assert.Equal(tag ??= response.Headers.ETag!.Tag, response.Headers.ETag!.Tag);
        }

        using (var unchanged = await GetAsync(server, tag))
        {
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }

        await SetPercentAsync(server, 70);
        using var changed = await GetAsync(server, tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag!.Tag);
    }

    private static async Task<HttpResponseMessage> GetAsync(PlanServer server, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(Document));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Reader));
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await server.Http.SendAsync(request);
    }

    private static async Task<int> PercentAsync(PlanServer server) =>
        (await server.DataAsync(Document)).GetProperty("taskByLabel").GetProperty("percentComplete").GetInt32();

    // Asked through the server itself until the answer is the kept one; on PostgreSQL the lease comes in the background.
    private static async Task WaitUntilKeptAsync(PlanServer server, string document)
    {
        var request = new GraphQLRequest
        {
            Document = System.Text.Encoding.UTF8.GetBytes(document),
            Caller = new Caller("test", null, Role.Reader, null, null),
        };
        var executor = server.Services.GetRequiredService<IGraphQLExecutor>();
        for (var tries = 0; tries < 20_000; tries++)
        {
            using var response = await executor.ExecuteAsync(request, default);
            if (response.Summary!.FromCache)
            {
                return;
            }
        }

        Assert.Fail("The answer was never kept.");
    }

    private static Task<bool> SetPercentAsync(PlanServer server, int percent) => server.Services.GetRequiredService<PlanWriter>().RunAsync(
        ChangeAuthor.System, async (context, cancellationToken) =>
        {
            var task = await context.Tasks.SingleAsync(candidate => candidate.Label == "II.1.a", cancellationToken);
            task.PercentComplete = percent;
            task.Status = KGPlanGraph.Persistence.Model.PlanTaskStatus.InProgress;
            return WriteOutcome.Keep(true);
        });
}
