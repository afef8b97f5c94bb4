namespace KGPlanGraph.Persistence.Model;

/// <summary>An object that says when it came and when it last changed, in UTC, to the microsecond.</summary>
public interface ITimestamped
{
    DateTimeOffset CreatedAt { get; set; }

    DateTimeOffset UpdatedAt { get; set; }
}
