using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KGPlanGraph.Persistence;

/// <summary>Tells that the database cannot do its part at present, which passes without a change to this program, from all other faults.</summary>
public static class DatabaseFaults
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
