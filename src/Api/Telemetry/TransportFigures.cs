namespace KGPlanGraph.Api.Telemetry;

/// <summary>The subscribers of one transport.</summary>
internal sealed class TransportFigures(string name)
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
