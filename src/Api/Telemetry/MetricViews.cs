using System.Diagnostics.Metrics;
using KGPlanGraph.Persistence.Telemetry;
using OpenTelemetry.Metrics;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>
/// Which metrics are exported, and how many series each may have. The SDK sets aside memory for 2,000 series of every instrument, which is more than this
/// server takes altogether; and what frameworks measure per request costs more than an answer from memory may.
/// </summary>
internal sealed class MetricViews(IMeterFactory factory)
{
    /// <summary>The meters that are listened to.</summary>
    public static readonly string[] Meters = [ServiceMeter.Name, "System.Runtime", "Npgsql", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>Names of operations by kind and result, with room to spare; the names are bounded by <see cref="OperationSeries"/>.</summary>
    private const int PerOperation = 1_200;

    private const int Few = 32;

    // From an answer out of memory to the longest that an operation may take.
    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static readonly HashSet<string> OfOthers =
    [
        "db.client.connection.count", "db.client.connection.max",
        "kestrel.active_connections", "kestrel.rejected_connections",
        "dotnet.process.cpu.time", "dotnet.process.memory.working_set", "dotnet.gc.collections", "dotnet.gc.heap.total_allocated",
        "dotnet.gc.last_collection.heap.size", "dotnet.gc.pause.time", "dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length",
        "dotnet.exceptions",
    ];

    /// <summary>The view of an instrument.</summary>
    public MetricStreamConfiguration Of(Instrument instrument)
    {
        // What other servers in the process count is theirs.
        if (instrument.Meter.Scope is IMeterFactory other && !ReferenceEquals(other, factory))
        {
            return MetricStreamConfiguration.Drop;
        }

        return instrument.Name switch
        {
            "kgplangraph.requests" => new() { CardinalityLimit = PerOperation },
            "kgplangraph.request.duration" => new ExplicitBucketHistogramConfiguration { Boundaries = Seconds, CardinalityLimit = PerOperation },
            "kgplangraph.import.duration" => new ExplicitBucketHistogramConfiguration { Boundaries = Seconds, CardinalityLimit = Few },
            "kgplangraph.mutations" => new() { CardinalityLimit = PerOperation },
            _ when instrument.Meter.Name == ServiceMeter.Name || OfOthers.Contains(instrument.Name) => new() { CardinalityLimit = Few },
            _ => MetricStreamConfiguration.Drop,
        };
    }
}
