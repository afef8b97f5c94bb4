namespace KGPlanGraph.Persistence.Reading;

/// <summary>The one door by which a value reaches a statement.</summary>
internal sealed class ParameterList
{
    private readonly List<SqlValue> values = [];

    public IReadOnlyList<SqlValue> Values => values;

    /// <summary>The number of the parameter that holds the value.</summary>
    public int Add(ColumnType type, object value, bool isArray = false)
    {
        values.Add(new SqlValue(type, value, isArray));
        return values.Count;
    }
}
