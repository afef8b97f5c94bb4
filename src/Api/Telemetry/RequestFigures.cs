using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Http;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>
/// Counts requests and their answers. Counters are plain numbers that an exporter looks at, because an instrument with labels takes ten times as long,
/// and an answer from memory is made in some twenty microseconds; the histogram alone is one that is written to.
/// </summary>
internal sealed class RequestFigures
{
    private readonly OperationSeries operations;
    private readonly ConcurrentDictionary<string, Number> errors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TokenFailure, Number> tokens = [];
    private readonly Histogram<double> duration;
    private long unmodified;

    public RequestFigures(ServiceMeter service, ITrustedDocuments trusted)
    {
        operations = new OperationSeries(trusted);
        var meter = service.Meter;
        meter.CreateObservableCounter(
            "kgplangraph.requests", Requests, "{request}", "Operations asked for, by name, kind and result; a bounded number of names is told apart.");
        meter.CreateObservableCounter(
            "kgplangraph.request.errors", () => errors.Select(error => Labelled(error.Value, "code", error.Key)), "{request}",
            "Requests that were refused or answered with errors, by the code of the first.");
        meter.CreateObservableCounter(
            "kgplangraph.requests.unmodified", () => Interlocked.Read(ref unmodified), "{request}", "Requests answered with 304.");
        meter.CreateObservableCounter(
            "kgplangraph.tokens.refused", () => tokens.Select(token => Labelled(token.Value, "reason", token.Key.ToString())), "{token}",
            "Tokens that were not accepted, by reason.");
        duration = meter.CreateHistogram<double>(
            "kgplangraph.request.duration", "s", "From a request's arrival to the end of its answer, by operation and kind; without subscriptions.");
    }

    /// <summary>Counts one operation, or a request that never came so far.</summary>
    public void Count(Exchange exchange, TimeSpan elapsed)
    {
        // Subscriptions end by their clients' going away.
        var code = exchange is { ErrorCode: Exchange.Gone, Kind: OperationKind.Subscription } ? null : exchange.ErrorCode;
        var isAnswered = code is null;
        var figures = operations.Of(exchange.Kind, exchange.Summary, exchange.Caller, isAnswered);
        figures.Count(isAnswered);
        if (exchange.Kind != OperationKind.Subscription)
            duration.Record(elapsed.TotalSeconds, figures.Kind, figures.Name);
        if (code is not null)
            CountError(code);
        else if (exchange.Context.Response.StatusCode == StatusCodes.Status304NotModified)
            Interlocked.Increment(ref unmodified);
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
                yield return new(answered, operation.Kind, operation.Name, new("result", "ok"));
            if (operation.Failed is > 0 and var failed)
                yield return new(failed, operation.Kind, operation.Name, new("result", "error"));
        }
    }

    private sealed class Number
    {
        private long value;

        public long Value => Interlocked.Read(ref value);

        public void Increment() => Interlocked.Increment(ref value);
    }
}
