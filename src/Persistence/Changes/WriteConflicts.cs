using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

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
