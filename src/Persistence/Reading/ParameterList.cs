namespace KGPlanGraph.Persistence.Reading;

/// <summary>The one door by which a value reaches a statement.</summary>
internal sealed class ParameterList
{
    // SQLite takes 32,766, PostgreSQL 65,535.
    private const int MaxValues = 30_000;

    private readonly List<SqlValue> values = [];

    public IReadOnlyList<SqlValue> Values => values;

    /// <summary>The number of the parameter that holds the value.</summary>
    /// <exception cref="StatementTooLargeException">There are more than an engine takes.</exception>
    public int Add(ColumnType type, object value, bool isArray = false)
    {
        if (values.Count == MaxValues)
            throw new StatementTooLargeException($"more than {MaxValues} values in one list's arguments");
        values.Add(new SqlValue(type, value, isArray));
        return values.Count;
    }
}
