using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text.Json;
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
    /// <summary>A stream may take this many times the time of a request: it holds a snapshot, and with it vacuum back.</summary>
    private const int TimesTimeout = 10;

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
        time.CancelAfter(options.ExecutionTimeout * TimesTimeout);
        using var lease = await gate.EnterAsync(time.Token);
        if (!lease.IsAcquired)
        {
            return ConcurrencyLimit.Busy;
        }

        await using var stream = await executor.OpenAsync(request, body, time.Token);
        if (stream.Refusal is { } error)
        {
            return new Refusal(error.Code == ErrorCodes.NotAuthorized ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest, error);
        }

        // The first page before the first byte: what fails by then can still be said.
        var first = await stream.ReadAsync(time.Token) ?? [];
        var context = requestContext.Context;
        var encoding = WriteHeaders(context, format, name);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return null;
        }

        var count = 0;
        try
        {
            await using var output = Output(context.Response.BodyWriter, encoding);
            using var writer = RowWriter.For(format, stream.Columns, output);
            writer.Begin(first);
            for (var page = first; page is not null; page = await stream.ReadAsync(time.Token))
            {
                foreach (var row in page)
                {
                    writer.Write(row);
                    count++;
                }

                writer.Flush();
                await context.Response.BodyWriter.FlushAsync(time.Token);
            }

            writer.End();
        }
        finally
        {
            var summary = requestContext.Summary!;
            // The first answer has been charged.
            budget.Charge(context, summary.FieldCost * stream.Pages);
            requestContext.Summary = summary with { Rows = count, Statements = summary.Statements + stream.Statements };
        }

        await context.Response.BodyWriter.FlushAsync(time.Token);
        return null;
    }

    private static string? WriteHeaders(HttpContext context, RowFormat format, string name)
    {
        var headers = context.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{name}.{RowFormats.NameOf(format)}");
        headers.ContentDisposition = disposition.ToString();
        headers.ContentType = format == RowFormat.Csv ? RowFormats.Csv + "; charset=utf-8" : RowFormats.MediaTypeOf(format);
        headers.CacheControl = "no-store";
        headers.Vary = ResponseWriter.Vary;
        // A workbook is compressed in itself.
        var encoding = format == RowFormat.Xlsx ? null : ResponseEncoding.For(context.Request.Headers.AcceptEncoding, int.MaxValue)?.Name;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return encoding;
    }

    private static Stream Output(PipeWriter writer, string? encoding) => encoding switch
    {
        "br" => new BrotliStream(new PipeOutput(writer), CompressionLevel.Fastest),
        "gzip" => new GZipStream(new PipeOutput(writer), CompressionLevel.Fastest),
        _ => new PipeOutput(writer),
    };

    /// <summary>Puts bytes into a pipe without sending them: writers that cannot wait need not, and what sends waits between the pages.</summary>
    private sealed class PipeOutput(PipeWriter writer) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => writer.Write(buffer);

        public override void Write(byte[] buffer, int offset, int count) => writer.Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            writer.Write(buffer.Span);
            return default;
        }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
