using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>Runs an operation of a WebSocket as one over HTTP is run, and sends what comes of it: next … complete, or error.</summary>
internal sealed partial class OperationRunner(
    RequestExecutor executor, CallerBudget budget, RequestRecords records, SubscriberMetrics metrics, CallerWarnings warnings, TimeProvider time,
    ILogger<OperationRunner> logger)
{
    /// <summary>The answer to one operation more than a connection may have.</summary>
    public static readonly Refusal TooMany = new(null, new(ErrorCodes.TooManyRequests, new(
        $"A connection may have at most {SocketOperations.Max} operations at once; complete one, or open another connection.",
        $"Mỗi kết nối chỉ được có tối đa {SocketOperations.Max} thao tác cùng lúc; hãy kết thúc bớt hoặc mở kết nối khác.")));

    /// <summary>Records that a connection was not begun, because of its token.</summary>
    public void Refused(HttpContext context, TokenFailure failure, long startedAt) => records.AddToken(context, Transport.WebSocket, failure, startedAt);

    /// <summary>Warns of a caller whose token may do less than expected.</summary>
    public void Accepted(Caller caller) => warnings.Look(caller);

    /// <summary>Runs to the end; nothing leaves as an exception.</summary>
    /// <param name="context">The connection's request.</param>
    /// <param name="operation">What to run.</param>
    /// <param name="operations">Where it stands.</param>
    /// <param name="sender">Where its messages go.</param>
    /// <param name="refusal">Why it is not run; null where it is.</param>
    public async Task RunAsync(HttpContext context, SocketOperation operation, SocketOperations operations, SocketSender sender, Refusal? refusal)
    {
        // The receiving half goes on meanwhile.
        await Task.Yield();
        var requestContext = new RequestContext(context, time.GetTimestamp()) { Aborted = operation.Token, ReadOnly = false, Transport = Transport.WebSocket };
        try
        {
            if ((refusal ?? budget.Enter(context)) is { } reason)
            {
                using var refused = requestContext.Refuse(reason);
                await SendLastAsync(refused);
            }
            else
            {
                using var execution = await executor.ExecuteAsync(requestContext, operation.Envelope);
                await AnswerAsync(execution);
            }
        }
        catch (Exception) when (operation.Token.IsCancellationRequested)
        {
            // The client has completed it or has gone: nobody waits for it.
            requestContext.ErrorCode ??= RequestContext.Gone;
        }
        catch (Exception fault)
        {
            LogFault(logger, requestContext.TraceId, fault);
            using var failed = requestContext.Refuse(ExceptionMiddleware.Unexpected(StatusCodes.Status500InternalServerError, requestContext.TraceId));
            await SendLastAsync(failed);
        }
        finally
        {
            operations.Remove(operation);
            records.Add(requestContext);
            operation.Dispose();
            operations.Ended();
        }

        async Task AnswerAsync(TimedExecution execution)
        {
            var response = execution.Response!;
            if (response.Events is not { } events)
            {
                if (response.HasData)
                {
                    await NextAsync(response);
                }

                await SendLastAsync(response);
                return;
            }

            execution.Last();
            metrics.WebSockets.Joined();
            try
            {
                await SendLastAsync(await SendAllAsync(events, execution.Token) ?? response);
            }
            finally
            {
                metrics.WebSockets.Left();
            }
        }

        // Gives the errors that ended it, if any did.
        async Task<GraphQLResponse?> SendAllAsync(IAsyncEnumerable<GraphQLResponse> events, CancellationToken cancellationToken)
        {
            await foreach (var next in events.WithCancellation(cancellationToken))
            {
                if (!next.HasData)
                {
                    requestContext.ErrorCode = next.ErrorCode;
                    return next;
                }

                await NextAsync(next);
                metrics.WebSockets.Sent();
                next.Dispose();
            }

            return null;
        }

        ValueTask<bool> NextAsync(GraphQLResponse response) =>
            sender.SendAsync(ServerMessage.Next(operation.QuotedId, response.Body.Span), () => operations.IsCurrent(operation));

        // Behind data comes complete; errors without data are a message of their own, and the last one.
        ValueTask<bool> SendLastAsync(GraphQLResponse response) => sender.SendAsync(
            response.HasData ? ServerMessage.Complete(operation.QuotedId) : ServerMessage.Error(operation.QuotedId, response.Body.Span),
            () => operations.Remove(operation));
    }

    [LoggerMessage(1, LogLevel.Error, "Unexpected error on a WebSocket, trace {TraceId}")]
    static partial void LogFault(ILogger logger, string traceId, Exception fault);
}
