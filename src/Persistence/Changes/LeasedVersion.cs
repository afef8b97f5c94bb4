using System.Diagnostics;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>What a server knows of the data, and until when that is surely the newest: one reference, so that no thread sees a lease with a number from before it.</summary>
/// <param name="Version">The newest number in the lower bits; above it how often the connection was made, since a primary that took another's place may count otherwise.</param>
/// <param name="GoodUntil">As <see cref="Stopwatch.GetTimestamp"/> counts.</param>
internal sealed record LeasedVersion(long Version, long GoodUntil)
{
    // More changes than there will be.
    private const long Generation = 1L << 44;

    /// <summary>The change number of a version.</summary>
    public static long NumberIn(long version) => version & (Generation - 1);

    /// <summary>The version that another change number would make of one.</summary>
    public static long At(long version, long sequence) => version - NumberIn(version) + sequence;

    /// <summary>A change was told of; one that is known already says nothing.</summary>
    public LeasedVersion Heard(long sequence) => NumberIn(Version) < sequence ? this with { Version = At(Version, sequence) } : this;

    /// <summary>A new connection's newest change, even where it is smaller than the one known before.</summary>
    public LeasedVersion Restarted(long sequence) => this with { Version = At(Version, sequence) + Generation };

    /// <summary>The lease was renewed, and vouches for the number that was the newest then.</summary>
    public LeasedVersion Renewed(long until, long newest) => Heard(newest) with { GoodUntil = until };

    /// <summary>There is no lease.</summary>
    public LeasedVersion Lapsed() => GoodUntil == 0 ? this : this with { GoodUntil = 0 };
}
