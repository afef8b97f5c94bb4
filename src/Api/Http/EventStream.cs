using System.Text;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Http;

/// <summary>
/// Sends answers as server-sent events, as graphql-sse's "distinct connections" does: <c>event: next</c> for each, <c>event: complete</c> at the end.
/// A comment goes out while nothing happens, so that no proxy takes the connection for dead.
/// </summary>
internal sealed class EventStream(HttpContext context, TimeProvider clock)
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/event-stream; charset=utf-8";

    private static readonly ReadOnlyMemory<byte> KeepAliveComment = ":\n\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Complete = "event: complete\ndata:\n\n"u8.ToArray();
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(12);

    /// <summary>
    /// Opens the stream: headers and a first comment, so that the client knows it is heard; and the id behind which it begins, so that a client
    /// that loses the connection before the first event misses none.
    /// </summary>
    public async Task OpenAsync(string? start, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        Write(KeepAliveComment.Span);
        if (start is { } id)
        {
            WriteId(id);
            Write("\n"u8);
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>Sends all <paramref name="events"/> and counts them; ends with them, or when <paramref name="cancellationToken"/> says so.</summary>
    /// <returns>The code of the error that ended them; null where they ended well.</returns>
    public async Task<string?> SendAllAsync(IAsyncEnumerable<GraphQLResponse> events, TransportMetrics metrics, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var source = events.GetAsyncEnumerator(stop.Token);
        while (await NextAsync(source.MoveNextAsync(), stop))
        {
            using var answer = source.Current;
            await SendAsync(answer, cancellationToken);
            if (!answer.HasData)
            {
                return answer.ErrorCode;
            }

            metrics.Sent();
        }

        return null;
    }

    /// <summary>Produces: <c>id: AQ…\nevent: next\ndata: {…}\n\n</c>. An answer's JSON holds no line end.</summary>
    public async Task SendAsync(GraphQLResponse answer, CancellationToken cancellationToken)
    {
        var writer = context.Response.BodyWriter;
        if (answer.EventId is { } id)
        {
            WriteId(id);
        }

        Write("event: next\ndata: "u8);
        Write(answer.Body.Span);
        Write("\n\n"u8);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Tells the client that no more comes.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken) =>
        await context.Response.BodyWriter.WriteAsync(Complete, cancellationToken);

    private async ValueTask<bool> NextAsync(ValueTask<bool> next, CancellationTokenSource stop)
    {
        if (next.IsCompleted)
        {
            return await next;
        }
        // The source ends by its own token: an enumerator may not be left while it is moving.
        var pending = next.AsTask();
        while (true)
        {
            try
            {
                return await pending.WaitAsync(KeepAlive, clock, CancellationToken.None);
            }
            catch (TimeoutException) when (!pending.IsCompleted)
            {
                try
                {
                    await context.Response.BodyWriter.WriteAsync(KeepAliveComment, stop.Token);
                }
                catch
                {
                    await stop.CancelAsync();
                    await pending.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                    throw;
                }
            }
        }
    }

    private void WriteId(string id)
    {
        Write("id: "u8);
        Write(Encoding.ASCII.GetBytes(id));
        Write("\n"u8);
    }

    private void Write(ReadOnlySpan<byte> bytes) => System.Buffers.BuffersExtensions.Write(context.Response.BodyWriter, bytes);
}
