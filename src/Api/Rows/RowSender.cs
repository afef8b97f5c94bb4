using System.Text.Json;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Rows;

namespace KGPlanGraph.Api.Rows;

/// <summary>Sends the rows of a list as they are read.</summary>
internal sealed class RowSender(IRowExecutor executor, StreamSender sender)
{
    /// <summary>Whether a request has rows to send; null where its document is wrong.</summary>
    public ValueTask<bool?> IsListAsync(GraphQLRequest request) => executor.IsListAsync(request);

    /// <summary>Sends all rows, or the page that was asked for. Null where they were sent.</summary>
    /// <param name="requestContext">The request; its summary becomes the stream's.</param>
    /// <param name="request">The operation, with its document.</param>
    /// <param name="body">Its ordinary answer, without errors.</param>
    /// <param name="format">Not JSON.</param>
    /// <param name="name">The file's, without ending.</param>
    public Task<Refusal?> SendAsync(RequestContext requestContext, GraphQLRequest request, ReadOnlyMemory<byte> body, RowFormat format, string name) =>
        sender.SendAsync(requestContext, new Source(executor, request, body, format, name));

    private sealed class Source(IRowExecutor executor, GraphQLRequest request, ReadOnlyMemory<byte> body, RowFormat format, string name) : StreamSource
    {
        private RowStream? stream;
        private IReadOnlyList<JsonElement> first = [];
        private long rows;

        public override string FileName => $"{name}.{RowFormats.NameOf(format)}";

        public override string ContentType => format == RowFormat.Csv ? RowFormats.Csv + "; charset=utf-8" : RowFormats.MediaTypeOf(format);

        public override string Tag => $"{stream!.Tag}.{RowFormats.NameOf(format)}";

        // A workbook is compressed in itself.
        public override bool IsCompressible => format != RowFormat.Xlsx;

        public override long Rows => rows;

        public override int Statements => stream?.Statements ?? 0;

        // The ordinary answer has been charged.
        public override double FieldCost => stream?.FieldCost ?? 0;

        public override async ValueTask<Refusal?> OpenAsync(RequestContext requestContext, CancellationToken cancellationToken)
        {
            stream = await executor.OpenAsync(request, body, cancellationToken);
            return stream.Refusal is { } error
                ? new Refusal(error.Code == ErrorCodes.NotAuthorized ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest, error)
                : null;
        }

        public override async ValueTask BeginAsync(CancellationToken cancellationToken) => first = await stream!.ReadAsync(cancellationToken) ?? [];

        public override async ValueTask WriteAsync(Stream target, Func<ValueTask> handOn, CancellationToken cancellationToken)
        {
            await using var writer = RowWriter.For(format, stream!, target);
            await writer.BeginAsync(first, cancellationToken);
            for (var page = first; page is not null; page = await stream!.ReadAsync(cancellationToken))
            {
                await writer.WriteAsync(page, cancellationToken);
                rows += page.Count;
                await handOn();
            }

            await writer.EndAsync(cancellationToken);
        }

        public override ValueTask DisposeAsync() => stream?.DisposeAsync() ?? default;
    }
}
