using System.Threading.RateLimiting;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Requests;
using Microsoft.Net.Http.Headers;

namespace KGPlanGraph.Api.Execution;

/// <summary>What is sent while it is read, such as the rows of a list.</summary>
internal abstract class StreamSource : IAsyncDisposable
{
    /// <summary>Under which name a browser keeps it.</summary>
    public abstract string FileName { get; }

    /// <summary>Its media type.</summary>
    public abstract string ContentType { get; }

    /// <summary>The same for the same content: letters, digits and <c>.-_</c>. Known when it is open.</summary>
    public abstract string Tag { get; }

    /// <summary>Whether compressing it pays.</summary>
    public virtual bool IsCompressible => true;

    /// <summary>Rows written so far, for the access record.</summary>
    public abstract long Rows { get; }

    /// <summary>Statements sent so far, for the access record.</summary>
    public abstract int Statements { get; }

    /// <summary>Cost points of the reading so far.</summary>
    public abstract double FieldCost { get; }

    /// <summary>Opens the snapshot. A refusal where there is nothing to send.</summary>
    public abstract ValueTask<Refusal?> OpenAsync(RequestContext requestContext, CancellationToken cancellationToken);

    /// <summary>Reads the first part: what fails by then can still be said.</summary>
    public virtual ValueTask BeginAsync(CancellationToken cancellationToken) => default;

    /// <summary>Writes everything.</summary>
    /// <param name="target">Takes bytes without waiting.</param>
    /// <param name="handOn">Called when what was written may be sent.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public abstract ValueTask WriteAsync(Stream target, Func<ValueTask> handOn, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>
/// Sends what is read from one snapshot. What goes wrong before the first byte is a refusal; afterwards the connection is broken off, so that half an answer never looks whole. The snapshot
/// is held as long as reading takes, not as long as the client takes.
/// </summary>
internal sealed class StreamSender(ConcurrencyLimit gate, CallerBudget budget, GraphQLOptions options, TimeProvider clock)
{
    /// <summary>Sends it all. Null where it was sent, or the client has it.</summary>
    /// <param name="requestContext">The request; its summary becomes the stream's.</param>
    /// <param name="source">What is sent; it is disposed here.</param>
    /// <param name="longest">How long reading may take.</param>
    public async Task<Refusal?> SendAsync(RequestContext requestContext, StreamSource source, TimeSpan? longest = null)
    {
        using var bound = new CancellationTokenSource(longest ?? options.ExecutionTimeout, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(requestContext.Aborted, bound.Token);
        try
        {
            return await SendAsync(requestContext, source, time);
        }
        catch (Exception) when (time.IsCancellationRequested && !requestContext.Aborted.IsCancellationRequested && !requestContext.Context.Response.HasStarted)
        {
            return TimedExecution.TimedOut(longest ?? options.ExecutionTimeout);
        }
    }

    private async Task<Refusal?> SendAsync(RequestContext requestContext, StreamSource source, CancellationTokenSource time)
    {
        var context = requestContext.Context;
        // It flows to whoever reads for this request.
        var statements = StatementTime.Current = new StatementTime();
        var lease = await gate.EnterAsync(time.Token);
        var isProducing = false;
        try
        {
            if (!lease.IsAcquired)
            {
                context.Response.Headers.RetryAfter = "1";
                return ConcurrencyLimit.Busy;
            }

            if (await source.OpenAsync(requestContext, time.Token) is { } refusal)
            {
                return refusal;
            }

            var encoding = source.IsCompressible ? ResponseEncoding.For(context.Request.Headers.AcceptEncoding, int.MaxValue) : null;
            var plainTag = $"\"{source.Tag}\"";
            if (EntityTags.Matches(context.Request.Headers.IfNoneMatch, plainTag))
            {
                ResponseWriter.WriteCaching(context.Response.Headers, EntityTags.For(plainTag, encoding));
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return null;
            }

            var isHead = HttpMethods.IsHead(context.Request.Method);
            if (!isHead)
            {
                await source.BeginAsync(time.Token);
            }

            WriteHeaders(context.Response.Headers, source, encoding, EntityTags.For(plainTag, encoding));
            if (isHead)
            {
                return null;
            }

            using var spool = new SpooledBody();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token);
            var producing = Task.Run(() => ProduceAsync(source, lease, encoding, spool, stop.Token), CancellationToken.None);
            isProducing = true;
            try
            {
                await spool.SendAsync(context.Response.BodyWriter, requestContext.Aborted);
            }
            finally
            {
                // Where the client went away the reading ends too; otherwise it has ended.
                await stop.CancelAsync();
                await producing;
            }

            return null;
        }
        finally
        {
            if (!isProducing)
            {
                await source.DisposeAsync();
                lease.Dispose();
            }

            Account(requestContext, source, statements);
        }
    }

    // Reads and writes until the end. A fault is the spool's: whoever sends throws it.
    private static async Task ProduceAsync(StreamSource source, RateLimitLease lease, ResponseEncoding? encoding, SpooledBody spool, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            await using var compressed = encoding?.Compress(spool);
            await source.WriteAsync(compressed ?? spool, spool.HandOnAsync, cancellationToken);
        }
        catch (Exception exception)
        {
            fault = exception;
        }
        finally
        {
            await source.DisposeAsync();
            lease.Dispose();
            spool.Complete(fault);
        }
    }

    // Also where it broke off.
    private void Account(RequestContext requestContext, StreamSource source, StatementTime statements)
    {
        // The point that asking costs has been charged.
        budget.Charge(requestContext.Context, 1 + source.FieldCost + RequestUsage.PointsOf(statements.Total));
        if (requestContext.Summary is { } summary)
        {
            requestContext.Summary = summary with
            {
                FieldCost = summary.FieldCost + source.FieldCost,
                Rows = (int)source.Rows,
                Statements = summary.Statements + source.Statements,
            };
        }
    }

    private static void WriteHeaders(IHeaderDictionary headers, StreamSource source, ResponseEncoding? encoding, string tag)
    {
        ResponseWriter.WriteCaching(headers, tag);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(source.FileName);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentType = source.ContentType;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding.Name;
        }
    }
}
