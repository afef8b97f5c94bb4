using System.Net;
using System.Runtime.CompilerServices;
using KGPlanGraph.Api.Http;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

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

        await ended.Task.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task A_fault_in_a_stream_that_has_begun_breaks_it_off_and_stands_in_the_record()
    {
        server.Executor.On("faulty", new FakeResponse("") { Stream = Faulty() });
        using (var response = await server.PostAsync("""{"query":"faulty"}""", "text/event-stream"))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync());
        }

        await server.Log.WaitForAsync("Unexpected error, answered as HC0008");
        Assert.Contains(server.Log.Lines, line => line.Contains(nameof(InvalidDataException), StringComparison.Ordinal));
        Assert.Contains(
            server.Log.Lines,
            line => line.StartsWith("KGPlanGraph.Access", StringComparison.Ordinal) && line.Contains("HC0008", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_keep_alive_that_cannot_be_sent_ends_the_source_and_tells_its_own_cause()
    {
        var ended = new TaskCompletionSource();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new BrokenStream()));
        var stream = new EventStream(context, new ImpatientClock());
        await Assert.ThrowsAsync<IOException>(() => stream.SendAllAsync(Silent(ended), new TransportMetrics("sse"), CancellationToken.None));
        Assert.True(ended.Task.IsCompleted);
    }

    private static async IAsyncEnumerable<GraphQLResponse> Silent(TaskCompletionSource ended, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
        finally
        {
            ended.SetResult();
        }

        yield break;
    }

    /// <summary>A connection that has been lost.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Lost.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException("Lost.");

        public override Task FlushAsync(CancellationToken cancellationToken) => throw new IOException("Lost.");
    }

    private static async IAsyncEnumerable<GraphQLResponse> Faulty()
    {
        yield return new FakeResponse("""{"data":{"n":1}}""");
        await Task.Yield();
        throw new InvalidDataException("the cause of it");
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
