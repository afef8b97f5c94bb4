using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>An OTLP collector as far as an exporter sees it: takes protobuf over HTTP on loopback, and keeps it.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = [];

    private Collector(WebApplication app)
    {
        this.app = app;
        app.MapPost("/v1/{signal}", TakeAsync);
    }

    public string Address => app.Urls.First();

    /// <summary>All that came, as bytes.</summary>
    public IEnumerable<byte[]> Bodies => received.Select(one => one.Body);

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>What a server needs to send its telemetry here.</summary>
    public string[] Settings(params string[] more) =>
        [$"--OTEL_EXPORTER_OTLP_ENDPOINT={Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", .. more];

    /// <summary>The requests of a signal: <c>traces</c>, <c>metrics</c>, <c>logs</c>.</summary>
    public IEnumerable<ProtobufMessage> Of(string signal) =>
        received.Where(one => one.Path.EndsWith(signal, StringComparison.Ordinal)).Select(one => new ProtobufMessage(one.Body));

    /// <summary>The spans of a trace.</summary>
    public IReadOnlyList<ExportedSpan> Spans(string traceId) =>
    [
        .. Of("traces").SelectMany(export => export.All(1)).SelectMany(resource => resource.All(2)).SelectMany(scope => scope.All(2))
            .Select(span => new ExportedSpan(span)).Where(span => span.TraceId == traceId),
    ];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await using var source = context.Request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
            : context.Request.Body;
        await source.CopyToAsync(body);
        received.Enqueue((context.Request.Path, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
