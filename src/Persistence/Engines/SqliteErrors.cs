using Microsoft.Data.Sqlite;

namespace KGPlanGraph.Persistence.Engines;

/// <summary>SQLite's faults, and the file system's, in one line that says what to do.</summary>
internal static class SqliteErrors
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;
    private const int Full = 13;
    private const int NoDatabase = 26;

    public static string Explain(Exception fault, string file) => fault switch
    {
        SqliteException { SqliteErrorCode: Busy } => $"The embedded database {file} is held by another process: stop that process, then start again.",
        SqliteException { SqliteErrorCode: ReadOnly or CannotOpen } or UnauthorizedAccessException or IOException =>
            $"The embedded database {file} cannot be written: make its folder writable, start in another folder, "
            + $"or set {DatabaseOptions.Setting} to use PostgreSQL.",
        SqliteException { SqliteErrorCode: Full } => $"There is no room left for the embedded database {file}: free some disk space.",
        SqliteException { SqliteErrorCode: NoDatabase } => $"{file} is no SQLite database: move it away, then start again.",
        SqliteException refused =>
            $"The embedded database {file} cannot be used (SQLite error {refused.SqliteErrorCode}): restore it from a backup or move it away.",
        _ => $"The embedded database {file} cannot be used.",
    };
}
