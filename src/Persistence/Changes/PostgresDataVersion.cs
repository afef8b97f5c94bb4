using System.Diagnostics;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>The newest change number that this server has heard of (<see cref="PostgresListener"/>), good while it holds a lease (<see cref="ServerLeases"/>).</summary>
internal sealed class PostgresDataVersion : DataVersion, ICommitFollower
{
    // A server that nobody asks holds no lease, so that no writer waits for it.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly PlanWriter writer;
    private readonly Action wantLease;

    private LeasedVersion held = new(0, 0);
    private long ownNewest;
    private TaskCompletionSource rise = NewSource();
    private bool isAway;
    private long lastAsked;

    /// <param name="writer">Tells of this server's own commits.</param>
    /// <param name="wantLease">Called whenever the version is asked for and there is no lease.</param>
    public PostgresDataVersion(PlanWriter writer, Action wantLease)
    {
        this.writer = writer;
        this.wantLease = wantLease;
        writer.Committed += HearOwn;
    }

    /// <summary>The version as far as this server has heard, whether or not it can vouch for it.</summary>
    public long Known => Volatile.Read(ref held).Version;

    /// <summary>The newest number that this server has heard of.</summary>
    public long Newest => LeasedVersion.NumberIn(Known);

    /// <summary>Ends when a newer number is heard of than when it was asked for.</summary>
    public Task NextRise => Volatile.Read(ref rise).Task;

    /// <summary>Whether the primary is known to be out of reach.</summary>
    public bool IsPrimaryAway => Volatile.Read(ref isAway);

    /// <summary>Whether the lease is good.</summary>
    public bool IsLeased => Stopwatch.GetTimestamp() < Volatile.Read(ref held).GoodUntil;

    /// <summary>Whether somebody has asked for it lately.</summary>
    public bool IsAsked => Stopwatch.GetElapsedTime(Volatile.Read(ref lastAsked)) < Idle;

    /// <summary>Whether who has one version has all that is in another; of two connections to a primary nothing can be said.</summary>
    public static bool Has(long version, long other) => version >= other && version - LeasedVersion.NumberIn(version) == other - LeasedVersion.NumberIn(other);

    public override bool TryGet(out long version)
    {
        var now = Stopwatch.GetTimestamp();
        Volatile.Write(ref lastAsked, now);
        var held = Volatile.Read(ref this.held);
        version = held.Version;
        if (now < held.GoodUntil)
        {
            return true;
        }

        wantLease();
        return false;
    }

    public void Begin() => Volatile.Write(ref ownNewest, 0);

    // What this server has committed itself since the connection was asked for may not have come over it yet.
    public void Restart(long newest)
    {
        Raise(ref newest, Volatile.Read(ref ownNewest));
        Publish(held => held.Restarted(newest));
    }

    public void Tell(long sequence) => Publish(held => held.Heard(sequence));

    /// <summary>The server holds a lease, and has heard of what was the newest change then.</summary>
    public void Renew(ServerLease lease) => Publish(held => held.Renewed(lease.Until, lease.Newest));

    /// <summary>The server holds no lease any more.</summary>
    public void Lapse() => Publish(held => held.Lapsed());

    /// <summary>The primary answers.</summary>
    public void Find() => Volatile.Write(ref isAway, false);

    /// <summary>The connection that listens is lost.</summary>
    /// <param name="isAway">Whether the primary is out of reach.</param>
    public void Lose(bool isAway)
    {
        Lapse();
        Volatile.Write(ref this.isAway, isAway);
    }

    public override ValueTask DisposeAsync()
    {
        writer.Committed -= HearOwn;
        return ValueTask.CompletedTask;
    }

    private void HearOwn(long sequence)
    {
        Raise(ref ownNewest, sequence);
        Tell(sequence);
    }

    private void Publish(Func<LeasedVersion, LeasedVersion> change)
    {
        LeasedVersion known;
        LeasedVersion next;
        do
        {
            known = Volatile.Read(ref held);
            next = change(known);
        }
        while (!ReferenceEquals(next, known) && !ReferenceEquals(Interlocked.CompareExchange(ref held, next, known), known));

        if (next.Version != known.Version)
        {
            Interlocked.Exchange(ref rise, NewSource()).TrySetResult();
        }
    }

    private static void Raise(ref long number, long to)
    {
        for (var known = Volatile.Read(ref number); known < to; known = Volatile.Read(ref number))
        {
            if (Interlocked.CompareExchange(ref number, to, known) == known)
            {
                return;
            }
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
