using System.Diagnostics;

namespace KGPlanGraph.Tests.Support;

/// <summary>Times work on a machine that others use too.</summary>
internal static class Clocked
{
    /// <summary>The shortest of up to <paramref name="attempts"/> runs; it stops at the first that is short enough.</summary>
    public static async Task<TimeSpan> BestOfAsync(int attempts, TimeSpan shortEnough, Func<int, Task> work)
    {
        var best = TimeSpan.MaxValue;
        for (var attempt = 1; attempt <= attempts && best > shortEnough; attempt++)
        {
            var watch = Stopwatch.StartNew();
            await work(attempt);
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        return best;
    }
}
