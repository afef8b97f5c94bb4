namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>A clock that stands until it is told to go on.</summary>
internal sealed class SteppingClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public void Step() => now = now.AddHours(5).AddMicroseconds(1);

    public override DateTimeOffset GetUtcNow() => now;
}
