using System.Diagnostics.Metrics;
using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>Counts who listens, and what was sent to them, by transport.</summary>
internal sealed class SubscriberFigures
{
    public SubscriberFigures(ServiceMeter service)
    {
        var meter = service.Meter;
        meter.CreateObservableUpDownCounter("kgplangraph.subscribers", Listening, "{subscription}", "Subscriptions that are open, by transport.");
        meter.CreateObservableCounter("kgplangraph.events.sent", Sent, "{event}", "Events sent to subscribers, by transport.");
        meter.CreateObservableUpDownCounter("kgplangraph.websockets", () => WebSockets.Connections, "{connection}", "WebSocket connections that are open.");
    }

    /// <summary>Over server-sent events.</summary>
    public TransportFigures EventStreams { get; } = new("sse");

    /// <summary>Over WebSockets.</summary>
    public TransportFigures WebSockets { get; } = new("websocket");

    private IEnumerable<Measurement<long>> Listening() =>
        [new(EventStreams.Subscribers, EventStreams.Label), new(WebSockets.Subscribers, WebSockets.Label)];

    private IEnumerable<Measurement<long>> Sent() => [new(EventStreams.Events, EventStreams.Label), new(WebSockets.Events, WebSockets.Label)];
}
