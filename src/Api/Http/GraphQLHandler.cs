using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Rows;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Api.Http;

/// <summary>
/// Answers one HTTP request:
/// <code>
/// 1. Negotiate   what Accept takes, who asks, in which language
/// 2. Budget      has the caller points left?
/// 3. Read        body or query string → envelopes; their form is checked, nothing is parsed yet
/// 4. Execute     as RequestExecutor does: admission, document, time, cost
/// 5. Write       the bytes in one go, or a 304, or a stream of events
/// 6. Record      metrics and one line in the log
/// </code>
/// </summary>
internal sealed class GraphQLHandler(
    RequestExecutor executor, DocumentResolver documents, CallerBudget budget, SubscriptionSender subscriptions, RowSender rows, RequestRecords records,
    GraphQLOptions options, TimeProvider time)
{
    /// <param name="context">A GET or POST.</param>
    /// <param name="documentId">The trusted document that the address names; null for <c>/graphql</c>.</param>
    public async Task HandleAsync(HttpContext context, string? documentId)
    {
        // 1.
        var requestContext = new RequestContext(context, time.GetTimestamp());
        try
        {
            await AnswerAsync(requestContext, documentId);
        }
        catch (Exception exception)
        {
            // The outermost layer answers and logs it; the record only says that it was so.
            requestContext.Fail(exception);
            throw;
        }
        finally
        {
            // 6.
            records.Add(requestContext);
        }
    }

    private async Task AnswerAsync(RequestContext requestContext, string? documentId)
    {
        var request = requestContext.Context.Request;
        // 2.
        var refusal = requestContext is { Formats: { Json: null, EventStream: false }, RowFormat: null } ? Refusal.NoMediaType : budget.Enter(requestContext.Context);
        if (refusal is not null)
        {
            await RefuseAsync(requestContext, refusal);
            return;
        }

        // 3.
        using var buffers = new RequestBuffers();
        var read = HttpMethods.IsPost(request.Method)
            ? await RequestReader.ReadBodyAsync(request, options.MaxBatchSize, buffers)
            : RequestReader.ReadAddress(request, documentId, buffers);
        if (read.Refusal is not null)
        {
            await RefuseAsync(requestContext, read.Refusal);
        }
        else if (read.IsBatch && requestContext is { Formats.Json: null, RowFormat: not null })
        {
            await requestContext.WriteProblemAsync(Refusal.NoRows);
        }
        else if (read.IsBatch)
        {
            await AnswerBatchAsync(requestContext, read.Envelopes);
        }
        else
        {
            await AnswerOneAsync(requestContext, read.Envelopes[0]);
        }
    }

    private async Task AnswerOneAsync(RequestContext requestContext, Envelope envelope)
    {
        if (requestContext.RowFormat is { } format && await AnswerRowsAsync(requestContext, envelope, format))
        {
            return;
        }

        // 4.
        using var execution = await executor.ExecuteAsync(requestContext, envelope);
        // 5.
        var response = execution.Response!;
        var context = requestContext.Context;
        var takesOnlyEvents = requestContext.Formats.Json is null;
        if (response.Events is { } && requestContext.Formats.EventStream && HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentType = EventStream.ContentType;
        }
        else if (response.Events is { } events && requestContext.Formats.EventStream)
        {
            await subscriptions.SendAsync(requestContext, execution, response.EventId, events);
        }
        else if (response.Events is not null)
        {
            await RefuseAsync(requestContext, Refusal.NoEventStream);
        }
        else if (takesOnlyEvents && (response.HasData || response.StatusCode is null))
        {
            await subscriptions.SendOneAsync(context, response);
        }
        else
        {
            await ResponseWriter.WriteAsync(context, response, requestContext.Formats.Json, MayBeKept(context, envelope));
        }
    }

    // False where there are no rows to send, and the client takes JSON too.
    private async Task<bool> AnswerRowsAsync(RequestContext requestContext, Envelope envelope, RowFormat format)
    {
        // Only whoever takes nothing else is told in the words of problems.
        var takesJson = requestContext.Formats.Json is not null;
        if (await documents.ResolveAsync(envelope, requestContext.Aborted) is { } unknown)
        {
            await (takesJson ? Task.CompletedTask : requestContext.WriteProblemAsync(unknown));
            return !takesJson;
        }

        // What is wrong with a document is said by executing it.
        var isList = await rows.IsListAsync(requestContext.RequestOf(envelope));
        if (isList is false || (isList is null && takesJson))
        {
            await (takesJson ? Task.CompletedTask : requestContext.WriteProblemAsync(Refusal.NoRows));
            return !takesJson;
        }

        using var execution = await executor.ExecuteAsync(requestContext, envelope);
        var response = execution.Response!;
        if (response.ErrorCode is not null || !response.HasData)
        {
            await Problem.WriteAsync(requestContext.Context, response, requestContext.TraceId);
            return true;
        }

        var request = requestContext.RequestOf(envelope);
        var name = request.OperationName ?? response.Summary?.Name ?? "rows";
        if (await rows.SendAsync(requestContext, request, response.Body, format, name) is { } refusal)
        {
            await requestContext.WriteProblemAsync(refusal);
        }

        return true;
    }

    private static bool MayBeKept(HttpContext context, Envelope envelope) => !HttpMethods.IsPost(context.Request.Method) || envelope.DocumentId is not null;

    private async Task AnswerBatchAsync(RequestContext requestContext, IReadOnlyList<Envelope> envelopes)
    {
        using var list = new ResponseList();
        foreach (var envelope in envelopes)
        {
            if (envelope != envelopes[0])
            {
                records.Add(requestContext);
                requestContext.GoOn(time.GetTimestamp());
                // Each is a request of its own to the budget, from its first point on.
                if (budget.Enter(requestContext.Context) is { } spent)
                {
                    using var unpaid = requestContext.Refuse(spent);
                    list.Add(unpaid.Body.Span);
                    continue;
                }
            }

            using var execution = await executor.ExecuteAsync(requestContext, envelope);
            if (execution.Response is { Events: null } response)
            {
                list.Add(response.Body.Span);
                continue;
            }

            using var refused = requestContext.Refuse(Refusal.NoSubscriptionInList);
            list.Add(refused.Body.Span);
        }

        await ResponseWriter.WriteListAsync(requestContext.Context, list.Complete());
    }

    private static async Task RefuseAsync(RequestContext requestContext, Refusal refusal)
    {
        using var response = requestContext.Refuse(refusal);
        await ResponseWriter.WriteAsync(requestContext.Context, response, requestContext.Formats.Json, mayBeKept: false);
    }
}
