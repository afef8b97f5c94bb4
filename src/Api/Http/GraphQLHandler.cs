using KGPlanGraph.Api.Startup;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Execution;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Api.Http;

/// <summary>
/// Answers one HTTP request:
/// <code>
/// 1. Negotiate   what Accept takes, who asks, in which language
/// 2. Budget      has the caller points left?
/// 3. Read        body or query string → envelopes; their form is checked, nothing is parsed yet
/// 4. Admit       a bounded number runs at once
/// 5. Resolve     ids → documents
/// 6. Execute     within its time, and only as long as the caller stays
/// 7. Write       the bytes in one go, or a 304, or a stream of events
/// 8. Record      cost, figures and one line in the log
/// </code>
/// </summary>
internal sealed class GraphQLHandler(
    IGraphQLExecutor executor, DocumentResolver documents, RequestGate gate, CallerBudget budget, ExecutionClock clock,
    SubscriptionSender subscriptions, RequestRecords records, GraphQLOptions options, DatabaseReadiness database, TimeProvider time)
{
    /// <param name="context">A GET or POST.</param>
    /// <param name="documentId">The trusted document that the address names; null for <c>/graphql</c>.</param>
    public async Task HandleAsync(HttpContext context, string? documentId)
    {
        // 1.
        var exchange = new Exchange(context, time.GetTimestamp());
        try
        {
            await AnswerAsync(exchange, documentId);
        }
        catch (Exception exception)
        {
            // The outermost layer answers and logs it; the record only says that it was so.
            (context.Response.StatusCode, exchange.ErrorCode) = FaultMiddleware.RecordOf(context, exception);
            throw;
        }
        finally
        {
            records.Add(exchange);
        }
    }

    async Task AnswerAsync(Exchange exchange, string? documentId)
    {
        var request = exchange.Context.Request;
        // 2.
        var refusal = exchange.Formats is { Json: null, EventStream: false } ? Refusal.NoMediaType : budget.Enter(exchange.Context);
        if (refusal is not null)
        {
            await RefuseAsync(exchange, refusal);
            return;
        }

        // 3.
        using var buffers = new RequestBuffers();
        var read = HttpMethods.IsPost(request.Method)
            ? await RequestReader.ReadBodyAsync(request, options.MaxBatchSize, buffers)
            : RequestReader.ReadAddress(request, documentId, buffers);
        if (read.Refusal is not null)
            await RefuseAsync(exchange, read.Refusal);
        else if (read.IsBatch)
            await AnswerBatchAsync(exchange, read.Envelopes);
        else
            await AnswerOneAsync(exchange, read.Envelopes[0]);
    }

    async Task AnswerOneAsync(Exchange exchange, Envelope envelope)
    {
        using var execution = await ExecuteAsync(exchange, envelope);
        // 7.
        var response = execution.Response!;
        var context = exchange.Context;
        var takesOnlyEvents = exchange.Formats.Json is null;
        if (response.Events is { } events && exchange.Formats.EventStream)
            await subscriptions.SendAsync(exchange, execution, response.Sequence, events);
        else if (response.Events is not null)
            await RefuseAsync(exchange, Refusal.NoEventStream);
        else if (takesOnlyEvents && (response.HasData || response.StatusCode is null))
            await subscriptions.SendOneAsync(context, response);
        else
            await AnswerWriter.WriteAsync(context, response, exchange.Formats.Json, MayBeKept(context, envelope));
    }

    static bool MayBeKept(HttpContext context, Envelope envelope) => HttpMethods.IsGet(context.Request.Method) || envelope.DocumentId is not null;

    async Task AnswerBatchAsync(Exchange exchange, IReadOnlyList<Envelope> envelopes)
    {
        using var list = new AnswerList();
        foreach (var envelope in envelopes)
        {
            if (envelope != envelopes[0])
            {
                records.Add(exchange);
                exchange.GoOn(time.GetTimestamp());
            }

            using var execution = await ExecuteAsync(exchange, envelope);
            if (execution.Response is { Events: null } response)
            {
                list.Add(response.Body.Span);
                continue;
            }

            using var refused = exchange.Refuse(Refusal.NoSubscriptionInList);
            list.Add(refused.Body.Span);
        }

        await AnswerWriter.WriteListAsync(exchange.Context, list.Complete());
    }

    /// <summary>Steps 4 to 6, for requests that come in another way too; the caller disposes the result when the answer is sent.</summary>
    public async Task<Execution> ExecuteAsync(Exchange exchange, Envelope envelope)
    {
        var execution = new Execution(clock, exchange.Aborted);
        try
        {
            execution.Follow();
            // Null where nobody listens: then an operation costs no span.
            using var span = OperationSpans.Begin();
            execution.Response = await RunAsync(exchange, envelope, execution.Token);
            if (span is not null)
                OperationSpans.Describe(span, exchange);
        }
        catch (OperationCanceledException) when (execution.IsTimedOut)
        {
            execution.Response = exchange.Refuse(TimedOut());
        }
        catch
        {
            execution.Dispose();
            throw;
        }

        return execution;
    }

    async ValueTask<GraphQLResponse> RunAsync(Exchange exchange, Envelope envelope, CancellationToken cancellationToken)
    {
        // 4.
        if (!database.IsPrepared)
            return exchange.Refuse(FaultMiddleware.Away(exchange.TraceId));
        using var lease = await gate.EnterAsync(cancellationToken);
        if (!lease.IsAcquired)
        {
            if (!exchange.Context.Response.HasStarted)
                exchange.Context.Response.Headers.RetryAfter = "1";
            return exchange.Refuse(RequestGate.Busy);
        }

        // 5.
        if (await documents.ResolveAsync(envelope, cancellationToken) is { } refusal)
            return exchange.Refuse(refusal);

        // 6.
        var response = await executor.ExecuteAsync(exchange.RequestOf(envelope), cancellationToken);
        exchange.Kind = response.Kind;
        exchange.Summary = response.Summary;
        exchange.ErrorCode = response.ErrorCode;
        if (response.HasData)
            documents.Remember(envelope);
        // 8. Here, since what is left stands in the answer's headers. An answer from memory costs what asking costs.
        budget.Charge(exchange.Context, response.Summary is { FromCache: false } summary ? summary.FieldCost : 0);
        return response;
    }

    static async Task RefuseAsync(Exchange exchange, Refusal refusal)
    {
        using var response = exchange.Refuse(refusal);
        await AnswerWriter.WriteAsync(exchange.Context, response, exchange.Formats.Json, mayBeKept: false);
    }

    Refusal TimedOut() => new(null, new(ErrorCodes.TimedOut, new(
        $"The request has not ended within {options.ExecutionTimeout.TotalSeconds:0.###} s and was cancelled; ask for less at once.",
        $"Yêu cầu không xong trong {options.ExecutionTimeout.TotalSeconds:0.###} giây và đã bị hủy; hãy hỏi ít hơn mỗi lần.")));
}
