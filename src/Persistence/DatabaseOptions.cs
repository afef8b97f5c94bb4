using KGPlanGraph.Persistence.Engines;

namespace KGPlanGraph.Persistence;

/// <summary>Where the data are to be.</summary>
/// <param name="ConnectionString">PostgreSQL, in Npgsql's format; null or blank for the embedded database.</param>
/// <param name="ContentRoot">The folder under which the embedded database has its <c>data/</c>.</param>
public sealed record DatabaseOptions(string? ConnectionString, string ContentRoot)
{
    /// <summary>The setting's name in the environment, for messages.</summary>
    public const string Setting = "ConnectionStrings__KGPlanGraph";

    internal static readonly TimeSpan DefaultStatementTimeout = TimeSpan.FromSeconds(35);

    /// <summary>How long PostgreSQL lets a statement of a reader run, whatever has become of the request: longer than a request may take.</summary>
    public TimeSpan StatementTimeout { get; init; } = DefaultStatementTimeout;

    public DatabaseEngine Engine => string.IsNullOrWhiteSpace(ConnectionString) ? DatabaseEngine.Sqlite : DatabaseEngine.Postgres;

    /// <summary>The embedded database's file.</summary>
    public string SqliteFile => Path.GetFullPath(Path.Combine(ContentRoot, "data", "kgplangraph.db"));

    /// <summary>What is wrong with these options, a sentence each; looks at the options alone, not at the database.</summary>
    public IReadOnlyList<string> FindFaults() =>
        Engine == DatabaseEngine.Postgres && PostgresConnectionStrings.FindFault(ConnectionString!) is { } fault ? [fault] : [];
}

/// <summary>Which database holds the plans.</summary>
public enum DatabaseEngine
{
    /// <summary>PostgreSQL 15 or newer: for service.</summary>
    Postgres,

    /// <summary>SQLite in WAL mode: the embedded default, which needs nothing else.</summary>
    Sqlite,
}
