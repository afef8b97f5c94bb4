namespace KGPlanGraph.Persistence.Reading;

/// <summary>What a column holds; each dialect knows its own form of it.</summary>
public enum ColumnType
{
    Boolean,

    /// <summary>An enum's position in its declaration, from 0.</summary>
    Short,
    Int,
    Long,
    Double,
    Text,
    Bytes,

    /// <summary>A day: PostgreSQL <c>date</c>, SQLite its day number.</summary>
    Date,

    /// <summary>An instant: PostgreSQL <c>timestamptz</c>, SQLite microseconds since 1970 (UTC).</summary>
    Instant,
}
