namespace KGPlanGraph.Persistence.Reading;

/// <summary>PostgreSQL 15 and newer.</summary>
public sealed class PostgresDialect : SqlDialect
{
    internal override bool HasLateral => true;

    internal override string IsDistinctFrom => " IS DISTINCT FROM ";

    // PostgreSQL sorts nulls as the largest values by itself.
    internal override string NullsLast => "";

    internal override string NullsFirst => " DESC";

    internal override void WriteMembership(SqlText sql, ReadOnlySpan<char> operand, int parameter) =>
        sql.Append(operand).Append(" = ANY ($").Append(parameter).Append(")");

    internal override void WriteTextMatch(SqlText sql, TextMatchKind kind, ReadOnlySpan<char> operand, int parameter)
    {
        switch (kind)
        {
            case TextMatchKind.Contains:
                sql.Append("strpos(").Append(operand).Append(", $").Append(parameter).Append(") > 0");
                break;
            case TextMatchKind.StartsWith:
                sql.Append("starts_with(").Append(operand).Append(", $").Append(parameter).Append(")");
                break;
            default:
                sql.Append("right(").Append(operand).Append(", char_length($").Append(parameter).Append(")) = $").Append(parameter);
                break;
        }
    }

    // LIKE, not strpos: only LIKE reaches the trigram index.
    internal override void WriteContainsWord(SqlText sql, ReadOnlySpan<char> operand, int parameter) =>
        sql.Append(operand).Append(" LIKE $").Append(parameter);

    internal override string SearchPattern(string word) =>
        "%" + word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";

    internal override void WriteElements(SqlText sql, ReadOnlySpan<char> list, string alias) =>
        sql.Append("json_array_elements_text(CAST(").Append(list).Append(" AS json)) ").Append(alias).Append("(value)");

    internal override void WriteQuarter(SqlText sql, ReadOnlySpan<char> day) =>
        sql.Append("to_char(").Append(day).Append(", 'FMYYYY-\"Q\"Q')");

}
