namespace KGPlanGraph.Tests.Api.Authentication;

/// <summary>The system's clock, moved forward at will; its timers run in real time.</summary>
internal sealed class TestClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref ahead));

    public override long GetTimestamp() => base.GetTimestamp() + (Volatile.Read(ref ahead) * (TimestampFrequency / TimeSpan.TicksPerSecond));

    internal void Advance(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);
}
