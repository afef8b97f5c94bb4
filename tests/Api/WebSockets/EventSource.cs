using System.Runtime.CompilerServices;
using System.Threading.Channels;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Tests.Api.Http;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.WebSockets;

/// <summary>The events of a subscription, sent by a test.</summary>
internal sealed class EventSource
{
    private readonly Channel<GraphQLResponse> events = Channel.CreateUnbounded<GraphQLResponse>();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A listener has stopped listening.</summary>
    public Task Ended => ended.Task.WaitAsync(Patience.Long);

    public void Send(int number) => events.Writer.TryWrite(new FakeResponse($$$"""{"data":{"n":{{{number}}}}}"""));

    public void Complete() => events.Writer.Complete();

    public async IAsyncEnumerable<GraphQLResponse> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var next in events.Reader.ReadAllAsync(cancellationToken))
            {
                yield return next;
            }
        }
        finally
        {
            ended.TrySetResult();
        }
    }
}
