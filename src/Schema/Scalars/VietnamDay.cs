namespace KGPlanGraph.Schema.Scalars;

/// <summary>The day in Viet Nam: Asia/Ho_Chi_Minh is seven hours ahead of UTC all year.</summary>
public static class VietnamDay
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>Today, by the given clock.</summary>
    public static DateOnly Today(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Offset).DateTime);
    }
}
