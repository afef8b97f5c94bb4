using System.Text.Json;
using System.Threading.RateLimiting;
using KGPlanGraph.Api.Http;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Execution;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Rows;
using Microsoft.Net.Http.Headers;

namespace KGPlanGraph.Api.Addresses;

/// <summary>Sends the rows of a list as they are read. What goes wrong before the first byte is a refusal; afterwards the connection is broken off, so that half an answer never looks whole.</summary>
internal sealed class RowSender(IRowExecutor executor, ConcurrencyLimit gate, CallerBudget budget, GraphQLOptions options)
{
    /// <summary>Whether a request has rows to send.</summary>
    public ValueTask<bool> IsListAsync(GraphQLRequest request) => executor.IsListAsync(request);

    /// <summary>Sends all rows, or the page that was asked for. Null where they were sent.</summary>
    /// <param name="requestContext">The request; its summary becomes the stream's.</param>
    /// <param name="request">The operation, with its document.</param>
    /// <param name="body">Its ordinary answer, without errors.</param>
    /// <param name="format">Not JSON.</param>
    /// <param name="name">The file's, without ending.</param>
    public async Task<Refusal?> SendAsync(RequestContext requestContext, GraphQLRequest request, ReadOnlyMemory<byte> body, RowFormat format, string name)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(requestContext.Aborted);
        time.CancelAfter(options.ExecutionTimeout);
        try
        {
            return await SendAsync(requestContext, request, body, format, name, time);
        }
        catch (Exception) when (time.IsCancellationRequested && !requestContext.Aborted.IsCancellationRequested && !requestContext.Context.Response.HasStarted)
        {
            return GraphQLHandler.TimedOut(options);
        }
    }

    private async Task<Refusal?> SendAsync(
        RequestContext requestContext, GraphQLRequest request, ReadOnlyMemory<byte> body, RowFormat format, string name, CancellationTokenSource time)
    {
        var context = requestContext.Context;
        var lease = await gate.EnterAsync(time.Token);
        RowStream? stream = null;
        var isProducing = false;
        try
        {
            if (!lease.IsAcquired)
            {
                return ConcurrencyLimit.Busy;
            }

            stream = await executor.OpenAsync(request, body, time.Token);
            if (stream.Refusal is { } error)
            {
                return new Refusal(error.Code == ErrorCodes.NotAuthorized ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest, error);
            }

            // The first page before the first byte: what fails by then can still be said.
            var encoding = EncodingFor(context, format);
            var tag = EntityTags.For($"\"{stream.Tag}.{RowFormats.NameOf(format)}\"", encoding);
            var isKnown = EntityTags.Matches(context.Request.Headers.IfNoneMatch, tag);
            var first = isKnown ? [] : await stream.ReadAsync(time.Token) ?? [];
            WriteHeaders(context, format, name, isKnown ? null : encoding, tag, isKnown);
            if (isKnown || HttpMethods.IsHead(context.Request.Method))
            {
                return null;
            }

            // From here on both are the producer's.
            using var spool = new SpooledBody();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token);
            var producing = Task.Run(() => ProduceAsync(stream, lease, first, format, encoding, spool, stop.Token), CancellationToken.None);
            isProducing = true;
            try
            {
                await spool.SendAsync(context.Response.BodyWriter, requestContext.Aborted);
            }
            finally
            {
                // Where the client went away the reading ends too; otherwise it has ended.
                await stop.CancelAsync();
                Account(requestContext, stream, await producing);
            }

            return null;
        }
        finally
        {
            if (!isProducing)
            {
                lease.Dispose();
                if (stream is not null)
                {
                    Account(requestContext, stream, 0);
                    await stream.DisposeAsync();
                }
            }
        }
    }

    // Reads and writes until the rows end; gives how many there were. A fault is the spool's: whoever sends throws it.
    private static async Task<int> ProduceAsync(
        RowStream stream, RateLimitLease lease, IReadOnlyList<JsonElement> first, RowFormat format, ResponseEncoding? encoding, SpooledBody spool,
        CancellationToken cancellationToken)
    {
        Exception? fault = null;
        var count = 0;
        try
        {
            await using (var compressed = encoding?.Compress(spool))
            await using (var writer = RowWriter.For(format, stream, compressed ?? spool))
            {
                await writer.BeginAsync(first, cancellationToken);
                for (var page = first; page is not null; page = await stream.ReadAsync(cancellationToken))
                {
                    await writer.WriteAsync(page, cancellationToken);
                    count += page.Count;
                    await spool.HandOnAsync();
                }

                await writer.EndAsync(cancellationToken);
            }
        }
        catch (Exception exception)
        {
            fault = exception;
        }
        finally
        {
            await stream.DisposeAsync();
            lease.Dispose();
            spool.Complete(fault);
        }

        return count;
    }

    // Also where it broke off. The ordinary answer has been charged.
    private void Account(RequestContext requestContext, RowStream stream, int rows)
    {
        budget.Charge(requestContext.Context, stream.FieldCost);
        if (requestContext.Summary is { } summary)
        {
            requestContext.Summary = summary with { FieldCost = summary.FieldCost + stream.FieldCost, Rows = rows, Statements = summary.Statements + stream.Statements };
        }
    }

    // A workbook is compressed in itself.
    private static ResponseEncoding? EncodingFor(HttpContext context, RowFormat format) =>
        format == RowFormat.Xlsx ? null : ResponseEncoding.For(context.Request.Headers.AcceptEncoding, int.MaxValue);

    private static void WriteHeaders(HttpContext context, RowFormat format, string name, ResponseEncoding? encoding, string tag, bool isKnown)
    {
        var headers = context.Response.Headers;
        ResponseWriter.WriteCaching(headers, tag);
        if (isKnown)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{name}.{RowFormats.NameOf(format)}");
        headers.ContentDisposition = disposition.ToString();
        headers.ContentType = format == RowFormat.Csv ? RowFormats.Csv + "; charset=utf-8" : RowFormats.MediaTypeOf(format);
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding.Name;
        }
    }
}
