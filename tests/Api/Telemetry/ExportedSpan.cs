namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>A span as OTLP carries it.</summary>
internal sealed class ExportedSpan(ProtobufMessage span)
{
    public string TraceId { get; } = Convert.ToHexStringLower(span.Bytes(1));

    public string Id { get; } = Convert.ToHexStringLower(span.Bytes(2));

    public string ParentId { get; } = Convert.ToHexStringLower(span.Bytes(4));

    public string Name { get; } = span.Text(5);

    public Dictionary<string, string> Attributes { get; } = span.Attributes(9);
}
