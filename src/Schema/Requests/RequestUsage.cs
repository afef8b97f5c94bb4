using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Schema.Requests;

/// <summary>What a request has used, however it ends: the caller's budget pays for it.</summary>
public sealed class RequestUsage
{
    /// <summary>Points for each millisecond that statements took.</summary>
    public const double PointsPerMillisecond = 50;

    /// <summary>The operation's field cost, once it runs; 0 for one that is refused before, or answered from memory.</summary>
    public double FieldCost { get; set; }

    /// <summary>How long its statements have taken.</summary>
    public StatementTime Statements { get; } = new();

    /// <summary>Told of the time of statements behind the answer's beginning: a stream that reads what its caller has missed.</summary>
    public Action<TimeSpan>? Later { get; set; }

    /// <summary>The points of both: at least one.</summary>
    public double Points => Math.Max(1, FieldCost) + PointsOf(Statements.Total);

    /// <summary>The points of statements alone.</summary>
    public static double PointsOf(TimeSpan statements) => PointsPerMillisecond * statements.TotalMilliseconds;
}
