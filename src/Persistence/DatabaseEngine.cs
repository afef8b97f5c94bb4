namespace KGPlanGraph.Persistence;

/// <summary>Which database holds the plans.</summary>
public enum DatabaseEngine
{
    /// <summary>PostgreSQL 15 or newer: for service.</summary>
    Postgres,

    /// <summary>SQLite in WAL mode: the embedded default, which needs nothing else.</summary>
    Sqlite,
}
