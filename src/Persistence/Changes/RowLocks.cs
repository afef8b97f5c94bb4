using System.Data.Common;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>Holds rows that a rule relies on but does not change, so that they stay as they were read until the transaction ends.</summary>
public static class RowLocks
{
    /// <summary>
    /// Keeps others from publishing or closing the plan meanwhile. Take it before reading the plan.
    /// SQLite has one writer at a time and needs none.
    /// </summary>
    public static Task HoldPlanAsync(this PlanDbContext context, long planId, CancellationToken cancellationToken) =>
        context.Database.IsNpgsql()
            ? context.Database.ExecuteSqlAsync($"SELECT 1 FROM plans WHERE id = {planId} FOR SHARE", cancellationToken)
            : Task.CompletedTask;

    /// <summary>
    /// Waits until nobody holds the plan and keeps others from holding it, so that nothing comes into a draft while it is published.
    /// Take it before reading the plan.
    /// </summary>
    public static Task LockPlanAsync(this PlanDbContext context, long planId, CancellationToken cancellationToken) =>
        context.Database.IsNpgsql()
            ? context.Database.ExecuteSqlAsync($"SELECT 1 FROM plans WHERE id = {planId} FOR UPDATE", cancellationToken)
            : Task.CompletedTask;

    /// <summary>Keeps others from changing the agency meanwhile; see <see cref="HoldPlanAsync"/>.</summary>
    public static Task HoldAgencyAsync(this PlanDbContext context, long agencyId, CancellationToken cancellationToken) =>
        context.Database.IsNpgsql()
            ? context.Database.ExecuteSqlAsync($"SELECT 1 FROM agencies WHERE id = {agencyId} FOR SHARE", cancellationToken)
            : Task.CompletedTask;

    /// <summary>Lets one transaction at a time add to what all plans share: legal documents and localities.</summary>
    public static Task ClaimRegistersAsync(this PlanDbContext context, CancellationToken cancellationToken) =>
        context.Database.IsNpgsql()
            ? context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLocks.Registers})", cancellationToken)
            : Task.CompletedTask;

    /// <summary>Lets one transaction at a time add keys of calendars, so that what it counted is still so when it commits.</summary>
    public static Task ClaimCalendarKeysAsync(this PlanDbContext context, CancellationToken cancellationToken) =>
        context.Database.IsNpgsql()
            ? context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLocks.CalendarKeys})", cancellationToken)
            : Task.CompletedTask;

    /// <summary>Lets one transaction at a time tell the turns of deadlines.</summary>
    public static Task ClaimTurnsAsync(this PlanDbContext context, CancellationToken cancellationToken) =>
        context.Database.IsNpgsql()
            ? context.Database.ExecuteSqlAsync($"SELECT 1 FROM turns_told FOR UPDATE", cancellationToken)
            : Task.CompletedTask;

    /// <summary>
    /// Lets no other transaction change or hold the task until this one ends: for what changes it, so that writers of one task queue instead of clashing.
    /// Hold the plan first.
    /// </summary>
    public static Task ClaimTaskAsync(this PlanDbContext context, long taskId, CancellationToken cancellationToken) =>
        context.Database.IsNpgsql()
            ? context.Database.ExecuteSqlAsync($"SELECT 1 FROM tasks WHERE id = {taskId} FOR NO KEY UPDATE", cancellationToken)
            : Task.CompletedTask;
}

/// <summary>Tells a clash with another writer, which another attempt may resolve, from a fault.</summary>
internal static class WriteConflicts
{
    private const int SqliteBusy = 5;

    // The work looked first, so a key that is taken now was taken meanwhile: the next look finds it. More than twice is a fault of the work.
    private const int AttemptsAtKeys = 3;

    public static bool IsWorthAnotherAttempt(Exception fault, int attempt) => fault switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } cause } => IsWorthAnotherAttempt(cause, attempt),
        // Npgsql's provider wraps what it holds for transient, deadlocks among it, to recommend a retry of its own.
        InvalidOperationException { InnerException: DbException or DbUpdateException } => IsWorthAnotherAttempt(fault.InnerException, attempt),
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation } => attempt < AttemptsAtKeys,
        SqliteException { SqliteErrorCode: SqliteBusy } => true,
        _ => false,
    };
}
