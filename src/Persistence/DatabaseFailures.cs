using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KGPlanGraph.Persistence;

/// <summary>Tells that the database cannot do its part at present, which passes without a change to this program, from all other faults.</summary>
public static class DatabaseFailures
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteNoMemory = 7;
    private const int SqliteReadOnly = 8;
    private const int SqliteIOError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    /// <summary>
    /// Whether a fault, or what caused it, is the database's: out of reach, ending, out of room or connections, its statement stopped by an administrator,
    /// held by others for longer than a writer tries.
    /// </summary>
    public static bool IsUnavailable(Exception? fault) => fault switch
    {
        null => false,
        DatabaseUnavailableException or OutcomeUnknownException => true,
        PostgresException refused => IsUnavailable(refused.SqlState),
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteNoMemory or SqliteReadOnly or SqliteIOError or SqliteFull or SqliteCannotOpen } => true,
        DbException { IsTransient: true } => true,
        // EF Core and its providers wrap what the connection says.
        _ => IsUnavailable(fault.InnerException),
    };

    /// <summary>Whether a connection is gone, so that another one may well do what this one could not.</summary>
    internal static bool IsLost(Exception fault) => fault switch
    {
        PostgresException refused => refused.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.IdleSessionTimeout,
        NpgsqlException => fault.InnerException is IOException or SocketException,
        _ => false,
    };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html: the class is the first two characters.
    private static bool IsUnavailable(string state) => state[..2] switch
    {
        "08" or "28" or "3D" or "53" or "57" or "58" => true,
        _ => state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable,
    };
}

/// <summary>
/// The database cannot be used. The message is one line for whoever runs the service: what is wrong and what to do; it holds no secret.
/// It is not for clients.
/// </summary>
public sealed class DatabaseUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether it may pass by itself: the database is being started, say. False where settings or the database itself must be mended first.</summary>
    public bool MayPass => InnerException switch
    {
        Npgsql.PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] or Npgsql.PostgresErrorCodes.ProtocolViolation } => false,
        Npgsql.NpgsqlException fault => DatabaseFailures.IsUnavailable(fault),
        System.Net.Sockets.SocketException or TimeoutException => true,
        _ => false,
    };
}

/// <summary>
/// The database was lost while a change was committed, or before its answer could be read: it may have been made. Who sent it with an idempotency key learns
/// which by sending it again. The message is for whoever runs the service.
/// </summary>
public sealed class OutcomeUnknownException(Exception innerException)
    : Exception("The database was lost while a change was committed: whether it was made is unknown.", innerException);
