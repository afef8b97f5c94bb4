namespace KGPlanGraph.Persistence.Engines;

/// <summary>The pauses between tries of the same thing: each twice as long as the one before, up to the longest.</summary>
/// <param name="first">The pause after the first try.</param>
/// <param name="longest">No pause is longer.</param>
public sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private int tries;

    /// <summary>The next pause.</summary>
    public TimeSpan Pause => first * Math.Pow(2, tries) is var pause && pause < longest ? pause : longest;

    /// <summary>Something succeeded: the next pause is the first one again.</summary>
    public void Reset() => tries = 0;

    /// <summary>Waits for the pause, also where it is cut short without an exception by the token.</summary>
    public async Task WaitAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        tries += Pause < longest ? 1 : 0;
    }
}
