using System.Diagnostics.Metrics;

namespace KGPlanGraph.Persistence.Telemetry;

/// <summary>
/// The meter that all metrics of the service belong to. A server has its own: servers in one process, as tests start them, do not count
/// into each other's metrics.
/// </summary>
public sealed class ServiceMeter : IDisposable
{
    /// <summary>What an exporter subscribes to; also the name of the service's spans.</summary>
    public const string Name = "KGPlanGraph";

    private readonly Meter? own;

    /// <param name="factory">The host's, which disposes of its meters itself; null where there is no host.</param>
    public ServiceMeter(IMeterFactory? factory = null) => Meter = factory?.Create(Name) ?? (own = new Meter(Name));

    /// <summary>Makes instruments: <c>kgplangraph.type</c>, with units of UCUM.</summary>
    public Meter Meter { get; }

    /// <inheritdoc/>
    public void Dispose() => own?.Dispose();
}
