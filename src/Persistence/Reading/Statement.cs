namespace KGPlanGraph.Persistence.Reading;

/// <summary>One statement of a batch. Equal shapes have equal text, so that the database prepares it once.</summary>
/// <param name="Text">SQL with parameters <c>$1</c>, <c>$2</c> ….</param>
/// <param name="Parameters">Their values, in order.</param>
public sealed record Statement(string Text, IReadOnlyList<SqlValue> Parameters);

/// <summary>What is asked for needs a statement that a database would refuse. The message says which part is too large.</summary>
public sealed class StatementTooLargeException(string message) : Exception(message);

/// <summary>The value of one parameter.</summary>
/// <param name="Type">Its type, or its elements'.</param>
/// <param name="Value">
/// In .NET's form: bool, short, int, long, double, string, byte[], <see cref="DateOnly"/>, <see cref="DateTimeOffset"/>; never null.
/// For an array a list of these.
/// </param>
/// <param name="IsArray">Whether it is an array.</param>
public readonly record struct SqlValue(ColumnType Type, object Value, bool IsArray = false);

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
        {
            throw new StatementTooLargeException($"more than {MaxValues} values in one list's arguments");
        }

        values.Add(new SqlValue(type, value, isArray));
        return values.Count;
    }
}

/// <summary>One string for each SQL text, so that the steady state allocates none.</summary>
internal sealed class SqlTextCache(int capacity)
{
    // Long ones are rare, and one of them would take the place of a hundred.
    private const int MaxLength = 16 * 1024;
    private const int MaxCharacters = 8 * 1024 * 1024;

    private readonly BoundedCache<string, string> texts = new(capacity, MaxCharacters, static (text, _) => text.Length, StringComparer.Ordinal);

    public string Intern(ReadOnlySpan<char> text)
    {
        if (texts.TryGet(text, out var known))
        {
            return known;
        }

        var made = text.ToString();
        return made.Length > MaxLength ? made : texts.Add(made, made);
    }
}
