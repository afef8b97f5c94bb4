namespace KGPlanGraph.Persistence.Reading;

/// <summary>SQLite 3.39 and newer.</summary>
public sealed class SqliteDialect : SqlDialect
{
    // The day number of 1970-01-01 minus SQLite's own zero of Julian days, so that date() understands it.
    private const string JulianOfDayZero = "1721425.5";

    internal override bool HasLateral => false;

    internal override string IsDistinctFrom => " IS NOT ";

    internal override string NullsLast => " NULLS LAST";

    internal override string NullsFirst => " DESC NULLS FIRST";

    internal override void WriteMembership(SqlText sql, ReadOnlySpan<char> operand, int parameter) =>
        sql.Append(operand).Append(" IN (SELECT value FROM json_each($").Append(parameter).Append("))");

    // SQLite's LIKE folds ASCII case; instr and substr compare as written.
    internal override void WriteTextMatch(SqlText sql, TextMatchKind kind, ReadOnlySpan<char> operand, int parameter)
    {
        switch (kind)
        {
            case TextMatchKind.Contains:
                sql.Append("instr(").Append(operand).Append(", $").Append(parameter).Append(") > 0");
                break;
            case TextMatchKind.StartsWith:
                sql.Append("substr(").Append(operand).Append(", 1, length($").Append(parameter).Append(")) = $").Append(parameter);
                break;
            default:
                sql.Append("substr(").Append(operand).Append(", -length($").Append(parameter).Append(")) = $").Append(parameter);
                break;
        }
    }

    internal override void WriteContainsWord(SqlText sql, ReadOnlySpan<char> operand, int parameter) =>
        sql.Append("instr(").Append(operand).Append(", $").Append(parameter).Append(") > 0");

    internal override string SearchPattern(string word) => word;

    internal override void WriteElements(SqlText sql, ReadOnlySpan<char> list, string alias) =>
        sql.Append("json_each(").Append(list).Append(") ").Append(alias);

    internal override void WriteQuarter(SqlText sql, ReadOnlySpan<char> day) =>
        sql.Append("(strftime('%Y', ").Append(day).Append(" + ").Append(JulianOfDayZero).Append(") || '-Q' || ((strftime('%m', ").Append(day)
            .Append(" + ").Append(JulianOfDayZero).Append(") + 2) / 3))");

}
