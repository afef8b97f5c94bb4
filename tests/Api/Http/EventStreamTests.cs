using System.Net;
using System.Runtime.CompilerServices;
using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>Subscriptions as server-sent events.</summary>
public sealed class EventStreamTests : IClassFixture<TransportServer>
{
    private readonly TransportServer server;

    public EventStreamTests(TransportServer server)
    {
        this.server = server;
        server.Executor.On("subscription", new FakeResponse("") { Stream = TwoEvents() });
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("application/json, text/event-stream")]
    [InlineData("*/*")]
    public async Task A_subscription_is_a_stream_of_next_and_a_complete(string accept)
    {
        using var response = await server.PostAsync("""{"query":"subscription"}""", accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            ":\n\nevent: next\ndata: {\"data\":{\"n\":1}}\n\nevent: next\ndata: {\"data\":{\"n\":2}}\n\nevent: complete\ndata:\n\n",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_subscription_without_event_stream_in_Accept_is_answered_406()
    {
        using var response = await server.PostAsync("""{"query":"subscription"}""", "application/json");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Equal("HC0009", await response.ReadCodeAsync());
    }

    [Fact]
    public async Task A_query_of_a_client_that_takes_only_events_is_one_event()
    {
        using var response = await server.PostAsync("""{"query":"{a}"}""", "text/event-stream");

        var text = await response.Content.ReadAsStringAsync();
        Assert.StartsWith(":\n\nevent: next\ndata: {\"data\":", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\nevent: complete\ndata:\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stream_ends_when_the_client_goes()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Executor.On("endless", new FakeResponse("") { Stream = Endless(ended) });
        using (var response = await server.PostAsync("""{"query":"endless"}""", "text/event-stream"))
        {
            await using var stream = await response.Content.ReadAsStreamAsync();
            await stream.ReadExactlyAsync(new byte[10]);
        }

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async IAsyncEnumerable<GraphQLResponse> TwoEvents()
    {
        yield return new FakeResponse("""{"data":{"n":1}}""");
        await Task.Yield();
        yield return new FakeResponse("""{"data":{"n":2}}""");
    }

    private static async IAsyncEnumerable<GraphQLResponse> Endless(TaskCompletionSource ended, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new FakeResponse("""{"data":{}}""");
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
        finally
        {
            ended.SetResult();
        }
    }
}
