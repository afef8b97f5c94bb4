namespace KGPlanGraph.Persistence.Reading;

/// <summary>The value of one parameter.</summary>
/// <param name="Type">Its type, or its elements'.</param>
/// <param name="Value">
/// In .NET's form: bool, short, int, long, double, string, byte[], <see cref="DateOnly"/>, <see cref="DateTimeOffset"/>; never null.
/// For an array a list of these.
/// </param>
/// <param name="IsArray">Whether it is an array.</param>
public readonly record struct SqlValue(ColumnType Type, object Value, bool IsArray = false);
