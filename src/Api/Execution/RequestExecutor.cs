using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Execution;

/// <summary>
/// Runs one operation, whichever way it came:
/// <code>
/// 1. Admit       a bounded number runs at once
/// 2. Resolve     ids → documents
/// 3. Execute     within its time, and only as long as the caller stays
/// 4. Charge      its cost
/// </code>
/// </summary>
internal sealed class RequestExecutor(
    IGraphQLExecutor executor, DocumentResolver documents, ConcurrencyLimit gate, CallerBudget budget, TimeoutPool clock, GraphQLOptions options, DatabaseReadiness database)
{
    /// <summary>Runs it; the caller disposes the result when the answer is sent.</summary>
    public async Task<TimedExecution> ExecuteAsync(RequestContext requestContext, Envelope envelope)
    {
        var execution = new TimedExecution(clock, requestContext.Aborted);
        try
        {
            execution.Follow();
            // Null where nobody listens: then an operation costs no span.
            using var span = OperationSpans.Begin();
            execution.Response = await RunAsync(requestContext, envelope, execution.Token);
            if (span is not null)
            {
                OperationSpans.Describe(span, requestContext);
            }
        }
        catch (OperationCanceledException) when (execution.IsTimedOut)
        {
            execution.Response = requestContext.Refuse(TimedExecution.TimedOut(options.ExecutionTimeout));
        }
        catch
        {
            execution.Dispose();
            throw;
        }

        return execution;
    }

    private async ValueTask<GraphQLResponse> RunAsync(RequestContext requestContext, Envelope envelope, CancellationToken cancellationToken)
    {
        // 1.
        if (!database.IsPrepared)
        {
            return requestContext.Refuse(ExceptionMiddleware.Unavailable(requestContext.TraceId));
        }

        using var lease = await gate.EnterAsync(cancellationToken);
        if (!lease.IsAcquired)
        {
            if (!requestContext.Context.Response.HasStarted)
            {
                requestContext.Context.Response.Headers.RetryAfter = "1";
            }

            return requestContext.Refuse(ConcurrencyLimit.Busy);
        }

        // 2.
        if (await documents.ResolveAsync(envelope, cancellationToken) is { } refusal)
        {
            return requestContext.Refuse(refusal);
        }

        // 3.
        var request = requestContext.RequestOf(envelope);
        GraphQLResponse? response = null;
        try
        {
            response = await executor.ExecuteAsync(request, cancellationToken);
            requestContext.Kind = response.Kind;
            requestContext.Summary = response.Summary;
            requestContext.ErrorCode = response.ErrorCode;
            if (response.HasData)
            {
                documents.Remember(envelope);
            }

            return response;
        }
        finally
        {
            // 4. Here, since what is left stands in the answer's headers; also where there is no answer.
            budget.Charge(requestContext.Context, PointsOf(request, response));
            request.Usage.Later = time => budget.Charge(requestContext.Context, 1 + RequestUsage.PointsOf(time));
        }
    }

    // An answer from memory, and one that says what another would cost, cost what asking costs.
    private static double PointsOf(GraphQLRequest request, GraphQLResponse? response)
    {
        if (response is { HasData: true, Summary: { FromCache: false } summary } && request.Cost != CostReporting.Validate)
        {
            request.Usage.FieldCost = summary.FieldCost;
        }

        return request.Usage.Points;
    }
}
