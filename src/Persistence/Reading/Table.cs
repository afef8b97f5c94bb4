namespace KGPlanGraph.Persistence.Reading;

/// <summary>A table as the reads know it. Names are EF Core's; a test holds both equal.</summary>
public sealed class Table(string name)
{
    private readonly List<Column> columns = [];

    /// <summary>The table's name in the database.</summary>
    public string Name { get; } = name;

    /// <summary>All columns, in the order of their declaration.</summary>
    public IReadOnlyList<Column> Columns => columns;

    /// <summary>The column that names one row, also the last key of every order; null for a table of links or parts.</summary>
    public Column? Key => columns[0].Name is "id" or "sequence" ? columns[0] : null;

    internal Column Column(string name, ColumnType type, bool nullable = false)
    {
        var column = new Column(name, type, nullable);
        columns.Add(column);
        return column;
    }
}

/// <summary>A column of a <see cref="Table"/>.</summary>
public sealed record Column(string Name, ColumnType Type, bool Nullable);

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
