using System.Net;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>Requests are bounded in number, time and cost.</summary>
public sealed class BoundedRequestsTests(BoundedRequestsTests.Server server) : IClassFixture<BoundedRequestsTests.Server>
{
    [Fact]
    public async Task Beyond_those_that_run_and_wait_a_request_is_answered_503_at_once()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Executor.On("wait", async (_, _) =>
        {
            running.TrySetResult();
            await finish.Task;
            return new FakeResponse("""{"data":{}}""");
        });

        var first = server.PostAsync("""{"query":"wait"}""");
        await running.Task;
        using var refused = await server.PostAsync("""{"query":"{a}"}""");
        finish.SetResult();
        using var answered = await first;
        using var next = await server.PostAsync("""{"query":"{a}"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("SERVER_BUSY", await refused.ReadCodeAsync());
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/graphql-response+json", HttpStatusCode.BadRequest)]
    public async Task A_request_that_takes_too_long_is_cancelled_and_answered_with_HC0045(string accept, HttpStatusCode status)
    {
        server.Executor.On("slow", async (_, cancellationToken) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return new FakeResponse("""{"data":{}}""");
        });
        using var response = await server.PostAsync("""{"query":"slow"}""", accept);
        using var next = await server.PostAsync("""{"query":"{a}"}""");

        Assert.Equal((status, "HC0045"), (response.StatusCode, await response.ReadCodeAsync()));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task Who_has_spent_its_points_is_answered_429_and_told_when_to_come_back()
    {
        server.Executor.On("dear", new FakeResponse("""{"data":{}}""") { Measured = new(null, "h", 500, 1, 1, 1, null, false) });
        using var first = await server.PostAsync("""{"query":"dear"}""", null, ("X-Caller", "spender"));
        using var second = await server.PostAsync("""{"query":"dear"}""", null, ("X-Caller", "spender"));
        using var third = await server.PostAsync("""{"query":"{a}"}""", null, ("X-Caller", "spender"));
        using var other = await server.PostAsync("""{"query":"dear"}""", null, ("X-Caller", "other"));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("600", first.Headers.GetValues("RateLimit-Limit").Single());
        Assert.Equal("100", first.Headers.GetValues("RateLimit-Remaining").Single());
        Assert.Equal("50", first.Headers.GetValues("RateLimit-Reset").Single());
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("0", second.Headers.GetValues("RateLimit-Remaining").Single());
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal("TOO_MANY_REQUESTS", await third.ReadCodeAsync());
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task An_answer_from_memory_costs_one_point()
    {
        server.Executor.On("cached", new FakeResponse("""{"data":{}}""") { Measured = new(null, "h", 500, 1, 0, 0, null, true) });
        using var response = await server.PostAsync("""{"query":"cached"}""", null, ("X-Caller", "reader"));

        Assert.Equal("599", response.Headers.GetValues("RateLimit-Remaining").Single());
    }

    public sealed class Server : TransportServer
    {
        protected override string Environment => "Production";

        protected override Dictionary<string, string> Settings => new()
        {
            ["GraphQL:MaxConcurrentRequests"] = "1",
            ["GraphQL:MaxQueuedRequests"] = "0",
            ["GraphQL:ExecutionTimeout"] = "00:00:00.5",
            ["GraphQL:CostPerMinute"] = "600",
            ["Authentication:Schemes:Bearer:Authority"] = "https://localhost:1",
            ["Authentication:Schemes:Bearer:ValidAudiences:0"] = "kgplangraph",
        };
    }
}
