using System.Diagnostics;

namespace KGPlanGraph.Persistence.Telemetry;

/// <summary>
/// How long the statements of one piece of work have taken, however they ended: from a connection at hand to the last row taken, without the wait for a
/// connection or for a writer's turn. It flows with the work; what nobody measures is not measured.
/// </summary>
public sealed class StatementTime
{
    private static readonly AsyncLocal<StatementTime?> Ambient = new();
    private long ticks;

    /// <summary>What the present work is measured by; null where it is not.</summary>
    public static StatementTime? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>All of it so far.</summary>
    public TimeSpan Total => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    /// <summary>Adds a statement.</summary>
    public void Add(TimeSpan duration) => Interlocked.Add(ref ticks, duration.Ticks);

    /// <summary>Adds what has passed since a <see cref="Stopwatch"/>'s timestamp.</summary>
    internal void AddSince(long timestamp) => Add(Stopwatch.GetElapsedTime(timestamp));
}
