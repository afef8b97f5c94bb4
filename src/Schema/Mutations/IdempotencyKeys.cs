using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>
/// The answers that were given to idempotency keys, kept for 24 hours. Only successes are kept: a refusal wrote nothing and may be tried again.
/// </summary>
/// <remarks>
/// A key is claimed before the work. Where it comes twice at the same moment, on two servers too, the second waits at the table's primary key until the first
/// has ended: committed, its claim is refused, and the next attempt finds the first one's answer; rolled back, it is its turn.
/// </remarks>
internal sealed class IdempotencyKeys(PlanWriter writer, TimeProvider clock)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_pruningInterval = TimeSpan.FromHours(1);

    private long _nextPruning;

    /// <summary>The row of a key that has been answered within its lifetime.</summary>
    public async Task<IdempotencyKey?> FindAsync(PlanDbContext data, IdempotentRequest request, CancellationToken cancellationToken)
    {
        var found = await data.IdempotencyKeys.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Caller == request.Caller && row.Key == request.Key, cancellationToken);
        return found is null || found.CreatedAt <= clock.GetUtcNow() - s_lifetime ? null : found;
    }

    /// <summary>Takes the key for this transaction; its outcome is the transaction's to fill in.</summary>
    public async Task<IdempotencyKey> ClaimAsync(PlanDbContext data, IdempotentRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var oldest = now - s_lifetime;
        await data.IdempotencyKeys
            .Where(row => row.Caller == request.Caller && row.Key == request.Key && row.CreatedAt <= oldest)
            .ExecuteDeleteAsync(cancellationToken);
        var claim = new IdempotencyKey
        {
            Caller = request.Caller,
            Key = request.Key,
            Mutation = request.Mutation,
            InputHash = request.InputHash,
            Outcome = "",
            CreatedAt = now,
        };
        data.Add(claim);
        await data.SaveChangesAsync(cancellationToken);
        return claim;
    }

    /// <summary>Removes what is too old, at most once an hour and server.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = Interlocked.Read(ref _nextPruning);
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref _nextPruning, (now + s_pruningInterval).UtcTicks, due) != due)
            return;
        var oldest = now - s_lifetime;
        await writer.RunAsync(
            ChangeAuthor.System,
            async (data, cancellation) => WriteOutcome.Keep(
                await data.IdempotencyKeys.Where(row => row.CreatedAt <= oldest).ExecuteDeleteAsync(cancellation)),
            cancellationToken);
    }
}
