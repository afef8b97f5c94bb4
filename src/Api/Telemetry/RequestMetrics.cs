using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.PersistedDocuments;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>
/// Counts requests and their answers. Counters are plain numbers that an exporter looks at, because an instrument with labels takes ten times as long,
/// and an answer from memory is made in some twenty microseconds; the histogram alone is one that is written to.
/// </summary>
internal sealed class RequestMetrics
{
    private readonly OperationSeries operations;
    private readonly ConcurrentDictionary<string, Number> errors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TokenFailure, Number> tokens = [];
    private readonly Histogram<double> duration;
    private long unmodified;

    public RequestMetrics(ServiceMeter service, IPersistedDocuments trusted)
    {
        operations = new OperationSeries(trusted);
        var meter = service.Meter;
        meter.CreateObservableCounter(
            "kgplangraph.requests", Requests, "{request}", "Operations, by name, kind and result. The number of names is limited.");
        meter.CreateObservableCounter(
            "kgplangraph.request.errors", () => errors.Select(error => Labelled(error.Value, "code", error.Key)), "{request}",
            "Requests that were refused or had errors, by the code of the first error.");
        meter.CreateObservableCounter(
            "kgplangraph.requests.unmodified", () => Interlocked.Read(ref unmodified), "{request}", "Responses with the status 304.");
        meter.CreateObservableCounter(
            "kgplangraph.tokens.refused", () => tokens.Select(token => Labelled(token.Value, "reason", token.Key.ToString())), "{token}",
            "Refused tokens, by reason.");
        duration = meter.CreateHistogram<double>(
            "kgplangraph.request.duration", "s", "Time from the arrival of a request to the end of its response, by operation and kind; without subscriptions.");
    }

    /// <summary>Counts one operation, or a request that never came so far.</summary>
    public void Count(RequestContext requestContext, TimeSpan elapsed)
    {
        // Subscriptions end by their clients' going away.
        var code = requestContext is { ErrorCode: RequestContext.Gone, Kind: OperationKind.Subscription } ? null : requestContext.ErrorCode;
        var isAnswered = code is null;
        var metrics = operations.Of(requestContext.Kind, requestContext.Summary, requestContext.Caller, isAnswered);
        metrics.Count(isAnswered);
        if (requestContext.Kind != OperationKind.Subscription)
        {
            duration.Record(elapsed.TotalSeconds, metrics.Kind, metrics.Name);
        }

        if (code is not null)
        {
            CountError(code);
        }
        else if (requestContext.Context.Response.StatusCode == StatusCodes.Status304NotModified)
        {
            Interlocked.Increment(ref unmodified);
        }
    }

    /// <summary>Counts a token that was not accepted.</summary>
    public void CountToken(TokenFailure reason) => tokens.GetOrAdd(reason, static _ => new()).Increment();

    /// <summary>Counts an error. The codes are the server's own: as many as there are in docs/errors.md.</summary>
    public void CountError(string code) => errors.GetOrAdd(code, static _ => new()).Increment();

    private static Measurement<long> Labelled(Number counter, string label, string value) =>
        new(counter.Value, new KeyValuePair<string, object?>(label, value));

    private IEnumerable<Measurement<long>> Requests()
    {
        foreach (var operation in operations.All)
        {
            if (operation.Answered is > 0 and var answered)
            {
                yield return new(answered, operation.Kind, operation.Name, new("result", "ok"));
            }

            if (operation.Failed is > 0 and var failed)
            {
                yield return new(failed, operation.Kind, operation.Name, new("result", "error"));
            }
        }
    }

    private sealed class Number
    {
        private long value;

        public long Value => Interlocked.Read(ref value);

        public void Increment() => Interlocked.Increment(ref value);
    }
}

/// <summary>The metrics of all requests for one operation.</summary>
internal sealed class OperationMetrics(string name, OperationKind? kind)
{
    private long answered;
    private long failed;

    /// <summary>The label <c>operation</c>.</summary>
    public KeyValuePair<string, object?> Name { get; } = new("operation", name);

    /// <summary>The label <c>kind</c>.</summary>
    public KeyValuePair<string, object?> Kind { get; } = new("kind", kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        OperationKind.Subscription => "subscription",
        _ => "none",
    });

    /// <summary>Requests without an error.</summary>
    public long Answered => Interlocked.Read(ref answered);

    /// <summary>Requests with an error, of a field or as a whole.</summary>
    public long Failed => Interlocked.Read(ref failed);

    public void Count(bool isAnswered) => Interlocked.Increment(ref isAnswered ? ref answered : ref failed);
}

/// <summary>Counts who listens, and what was sent to them, by transport.</summary>
internal sealed class SubscriberMetrics
{
    public SubscriberMetrics(ServiceMeter service)
    {
        var meter = service.Meter;
        meter.CreateObservableUpDownCounter("kgplangraph.subscribers", Listening, "{subscription}", "Subscriptions that are open, by transport.");
        meter.CreateObservableCounter("kgplangraph.events.sent", Sent, "{event}", "Events sent to subscribers, by transport.");
        meter.CreateObservableUpDownCounter("kgplangraph.websockets", () => WebSockets.Connections, "{connection}", "WebSocket connections that are open.");
    }

    /// <summary>Over server-sent events.</summary>
    public TransportMetrics EventStreams { get; } = new("sse");

    /// <summary>Over WebSockets.</summary>
    public TransportMetrics WebSockets { get; } = new("websocket");

    private IEnumerable<Measurement<long>> Listening() =>
        [new(EventStreams.Subscribers, EventStreams.Label), new(WebSockets.Subscribers, WebSockets.Label)];

    private IEnumerable<Measurement<long>> Sent() => [new(EventStreams.Events, EventStreams.Label), new(WebSockets.Events, WebSockets.Label)];
}

/// <summary>The subscribers of one transport.</summary>
internal sealed class TransportMetrics(string name)
{
    private long connections;
    private long subscribers;
    private long events;

    /// <summary>The label <c>transport</c>.</summary>
    public KeyValuePair<string, object?> Label { get; } = new("transport", name);

    public long Connections => Interlocked.Read(ref connections);

    public long Subscribers => Interlocked.Read(ref subscribers);

    public long Events => Interlocked.Read(ref events);

    public void Connected() => Interlocked.Increment(ref connections);

    public void Disconnected() => Interlocked.Decrement(ref connections);

    public void Joined() => Interlocked.Increment(ref subscribers);

    public void Left() => Interlocked.Decrement(ref subscribers);

    public void Sent() => Interlocked.Increment(ref events);
}
