namespace KGPlanGraph.Persistence.Reading;

/// <summary>What the two engines say differently.</summary>
public abstract class SqlDialect
{
    internal SqlTextCache Texts { get; } = new(20_000);

    /// <summary>Whether a derived table may refer to those before it (<c>LATERAL</c>).</summary>
    internal abstract bool HasLateral { get; }

    /// <summary>Null-safe inequality: <c>IS DISTINCT FROM</c>.</summary>
    internal abstract string IsDistinctFrom { get; }

    /// <summary>What follows an ascending key that a row can lack, so that nulls come last.</summary>
    internal abstract string NullsLast { get; }

    /// <summary>What follows a descending key that a row can lack, so that nulls come first.</summary>
    internal abstract string NullsFirst { get; }

    /// <summary>Writes <c>operand IN (the elements of an array parameter)</c>.</summary>
    internal abstract void WriteMembership(SqlText sql, ReadOnlySpan<char> operand, int parameter);

    /// <summary>Writes whether a text has another one, a parameter, at a place.</summary>
    internal abstract void WriteTextMatch(SqlText sql, TextMatchKind kind, ReadOnlySpan<char> operand, int parameter);

    /// <summary>Writes whether a folded text contains a parameter made by <see cref="SearchPattern"/>.</summary>
    internal abstract void WriteContainsWord(SqlText sql, ReadOnlySpan<char> operand, int parameter);

    /// <summary>The parameter with which <see cref="WriteContainsWord"/> looks for a word.</summary>
    internal abstract string SearchPattern(string word);

    /// <summary>Writes, as a table with a column <c>value</c>, the texts of a list that is kept as JSON.</summary>
    internal abstract void WriteElements(SqlText sql, ReadOnlySpan<char> list, string alias);

    /// <summary>Writes the label of a day's quarter, e.g. 2022-Q2.</summary>
    internal abstract void WriteQuarter(SqlText sql, ReadOnlySpan<char> day);

}
