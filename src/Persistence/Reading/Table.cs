using System.Linq.Expressions;
using System.Reflection;
using KGPlanGraph.Persistence.Model.Mapping;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>A table as the reads know it, or what is read like one.</summary>
public class Table(string name)
{
    private readonly List<Column> columns = [];

    /// <summary>The table's name in the database.</summary>
    public string Name { get; } = name;

    /// <summary>All columns, in the order of their declaration.</summary>
    public IReadOnlyList<Column> Columns => columns;

    /// <summary>The column that names one row, also the last key of every order; null for a table of links or parts.</summary>
    public Column? Key => columns[0].Name is "id" or "sequence" ? columns[0] : null;

    /// <summary>
    /// Of a table whose keys may be given a second time (see <see cref="ChangePlace"/>): the column that tells one row of a key from another. Null for all others.
    /// </summary>
    public Column? Mark => Key?.Name == "sequence" ? columns.Find(column => column.Name == "occurred_at") : null;

    internal Column Column(string name, ColumnType type, bool nullable = false, Past? past = null)
    {
        var column = new Column(name, type, nullable, past);
        columns.Add(column);
        return column;
    }
}

/// <summary>The table of an entity. Its columns follow from the entity's properties; a test compares them with the model in both directions.</summary>
public sealed class Table<TRow>(string name) : Table(name)
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The column of a property, by the same convention as the mapping: LeadAgencyId is lead_agency_id.</summary>
    internal Column Column<TValue>(Expression<Func<TRow, TValue>> property, Past? past = null)
    {
        var stored = (PropertyInfo)((MemberExpression)property.Body).Member;
        var type = stored.PropertyType;
        var isNullable = type.IsValueType ? Nullable.GetUnderlyingType(type) is not null : Nullability.Create(stored).ReadState == NullabilityState.Nullable;
        return Column(SnakeCaseNames.Of(stored.Name), ColumnTypes.Of(type)!.Value, isNullable, past);
    }
}

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Nullable">Whether a row can lack it.</param>
/// <param name="Past">Where what it held on a day before today is read from; null where only the present is known.</param>
public sealed record Column(string Name, ColumnType Type, bool Nullable, Past? Past = null);

/// <summary>Where the past of a column is kept (domain.md, "The state of a day").</summary>
public abstract record Past;

/// <summary>In rows of another table, each of which holds from a day until another.</summary>
/// <param name="Rows">The table, with the owner's key first.</param>
/// <param name="Value">The column of that table.</param>
/// <param name="Before">What holds before the first row: SQL with <c>{0}</c> for the owner's alias.</param>
public sealed record PastRows(Table Rows, Column Value, string Before) : Past;

/// <summary>In the column itself: it holds the day on which it was set, and was null before.</summary>
public sealed record PastUntilSet : Past;

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

/// <summary>How properties are stored.</summary>
internal static class ColumnTypes
{
    /// <summary>What the column of a property holds; null for a property that is none, such as a related object.</summary>
    public static ColumnType? Of(Type property) => (Nullable.GetUnderlyingType(property) ?? property) switch
    {
        { IsEnum: true } => ColumnType.Short,
        var type when type == typeof(bool) => ColumnType.Boolean,
        var type when type == typeof(short) => ColumnType.Short,
        var type when type == typeof(int) => ColumnType.Int,
        var type when type == typeof(long) => ColumnType.Long,
        var type when type == typeof(double) => ColumnType.Double,
        var type when type == typeof(string) || type == typeof(IReadOnlyList<string>) => ColumnType.Text,
        var type when type == typeof(byte[]) => ColumnType.Bytes,
        var type when type == typeof(DateOnly) => ColumnType.Date,
        var type when type == typeof(DateTimeOffset) => ColumnType.Instant,
        _ => null,
    };
}
