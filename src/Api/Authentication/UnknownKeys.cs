using KGPlanGraph.Persistence;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// Ids of keys that an authority did not publish a moment ago. A token with one of them is refused at once: asking the authority again for each
/// would let a stranger's forged tokens keep it, and the caller's connection, busy.
/// </summary>
internal sealed class UnknownKeys(TimeProvider clock)
{
    private const int Most = 1_000;

    /// <summary>Shorter than an authority needs to sign with a key that it has just published.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly BoundedCache<string, long> until = new(Most, StringComparer.Ordinal);

    /// <summary>Whether the authority may be asked for the key now.</summary>
    internal bool MayAsk(string keyId) => !until.TryGet(keyId, out var since) || clock.GetElapsedTime(since) >= Moment;

    /// <summary>The authority has been asked and does not publish it.</summary>
    internal void Keep(string keyId) => until.Set(keyId, clock.GetTimestamp());
}
