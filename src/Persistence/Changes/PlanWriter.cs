using System.Data;
using System.Security.Cryptography;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// The one road to a change: a transaction in which the work happens, versions are raised, Change rows get their numbers, and all of it commits or nothing.
/// </summary>
/// <remarks>
/// PostgreSQL works at READ COMMITTED, because the number of a Change is read after a lock was won, which an older snapshot would not show. What the work
/// changes is guarded by its version, what it only relies on by <see cref="RowLocks"/>. SQLite has one writer at a time.
/// </remarks>
public sealed class PlanWriter(IDatabase database, TimeProvider clock) : IDisposable
{
    private const int MaxAttempts = 12;

    // SQLite waits for another process's writer without hearing of a cancellation; between two attempts it is heard.
    private const int SqlitePatience = 2;

    // SQLite's own waiting polls; within a process writers queue here instead.
    private readonly SemaphoreSlim? queue = database.Engine == DatabaseEngine.Sqlite ? new(1, 1) : null;

    /// <summary>Raised after a commit with the newest Change's number, on the committing thread; not raised where nothing changed.</summary>
    public event Action<long>? Committed;

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction; more than once, each time with a fresh context, where another writer came between.
    /// The work may save as often as it likes; what it has not saved is saved at the end.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    /// <exception cref="System.Data.Common.DbException">The database refused, or the connection broke: nothing was written.</exception>
    /// <exception cref="OutcomeUnknownException">The connection broke while the change was committed: it may have been made.</exception>
    public async Task<T> RunAsync<T>(
        ChangeAuthor author, Func<PlanDbContext, CancellationToken, Task<WriteOutcome<T>>> work, CancellationToken cancellationToken = default)
    {
        if (queue is not null)
        {
            await queue.WaitAsync(cancellationToken);
        }

        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await AttemptAsync(author, work, cancellationToken);
                }
                catch (Exception fault) when (attempt < MaxAttempts && WriteConflicts.IsWorthAnotherAttempt(fault, attempt))
                {
                    // Writers that met once would meet again in step.
                    await Task.Delay(RandomNumberGenerator.GetInt32(1, 10 * attempt), cancellationToken);
                }
            }
        }
        finally
        {
            queue?.Release();
        }
    }

    public void Dispose() => queue?.Dispose();

    private async Task<T> AttemptAsync<T>(
        ChangeAuthor author, Func<PlanDbContext, CancellationToken, Task<WriteOutcome<T>>> work, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        // A failed save ends the attempt as a whole.
        context.Database.AutoSavepointsEnabled = false;
        if (context.Database.GetDbConnection() is SqliteConnection connection)
        {
            connection.DefaultTimeout = SqlitePatience;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(
            database.Engine == DatabaseEngine.Postgres ? IsolationLevel.ReadCommitted : IsolationLevel.Serializable, cancellationToken);

        var recorder = new ChangeRecorder(context, author, clock);
        context.Recorder = recorder;
        var outcome = await work(context, cancellationToken);
        if (!outcome.IsKept)
        {
            return outcome.Value;
        }

        var (last, haveOthersHeard) = database is PostgresDatabase postgres
            ? await EndAsync(context, recorder, postgres.ServerId, cancellationToken)
            : await EndAsync(context, recorder, transaction, cancellationToken);
        if (last is { } sequence)
        {
            try
            {
                // Its connection goes back: whoever waits for other servers needs one of them.
                await transaction.DisposeAsync();
                Committed?.Invoke(sequence);
                if (!haveOthersHeard)
                {
                    await ServerLeases.WaitForOthersAsync((PostgresDatabase)database, sequence);
                }
            }
            catch (Exception fault)
            {
                // It is done; whoever hears of a fault would think that it is not, and the loop above would do it again.
                throw new OutcomeUnknownException(fault);
            }
        }

        return outcome.Value;
    }

    private static async Task<(long? Sequence, bool HaveOthersHeard)> EndAsync(
        PlanDbContext context, ChangeRecorder recorder, Guid server, CancellationToken cancellationToken)
    {
        var rows = await context.TakeStatementsAsync(cancellationToken);
        var changes = await recorder.DescribeAsync(cancellationToken);
        return await PostgresCommit.RunAsync(context, rows, changes, server, cancellationToken);
    }

    private static async Task<(long? Sequence, bool HaveOthersHeard)> EndAsync(
        PlanDbContext context, ChangeRecorder recorder, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await context.SaveChangesAsync(cancellationToken);
        var changes = await recorder.DescribeAsync(cancellationToken);
        var last = changes.Count > 0 ? await ChangeSequence.AppendAsync(context, changes, cancellationToken) : (long?)null;
        // From here on there is no way back: a caller that goes away would leave the outcome unknown.
        await transaction.CommitAsync(CancellationToken.None);
        return (last, true);
    }
}

/// <summary>Who changes the data.</summary>
/// <param name="Actor">The person or program, as the Change rows name it; null where nobody is known.</param>
/// <param name="AgencyCode">The agency that it acts for; a code that the register does not hold counts as none.</param>
public sealed record ChangeAuthor(string? Actor, string? AgencyCode)
{
    /// <summary>The program itself: the first data and the import command.</summary>
    public static readonly ChangeAuthor System = new(null, null);
}

/// <summary>What a piece of writing came to: a value, and whether to keep what was written.</summary>
public readonly record struct WriteOutcome<T>(T Value, bool IsKept);

/// <summary>The two ways to end a piece of writing.</summary>
public static class WriteOutcome
{
    /// <summary>Save, number the changes and commit; then the value is the answer.</summary>
    public static WriteOutcome<T> Keep<T>(T value) => new(value, true);

    /// <summary>Write nothing, whatever the context holds; the value says why.</summary>
    public static WriteOutcome<T> Refuse<T>(T value) => new(value, false);
}
