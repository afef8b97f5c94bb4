using System.Globalization;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>
/// Writes the statements of an operation: typed levels first, SQL text second. One writer serves one statement.
/// A level below another one repeats that one's selection of keys as a derived table, so that all statements go out at once.
/// </summary>
public sealed class StatementWriter
{
    private readonly SqlDialect dialect;
    private readonly IReadOnlyList<SelectBinding> bindings;
    private readonly AliasSource aliases = new();
    private readonly ParameterList parameters = new();
    private readonly ConditionWriter conditions;
    private readonly KeysetWriter keysets;
    private readonly ClauseWriter clauses;

    private StatementWriter(SqlDialect dialect, IReadOnlyList<SelectBinding> bindings, IReadOnlyList<DateOnly> days)
    {
        this.dialect = dialect;
        this.bindings = bindings;
        conditions = new ConditionWriter(dialect, aliases, parameters, days);
        keysets = new KeysetWriter(conditions, parameters);
        clauses = new ClauseWriter(dialect, conditions, keysets);
    }

    /// <summary>The statement that reads a level's rows: the parent's key first where there is a parent, then the columns.</summary>
    public static Statement Rows(SqlDialect dialect, Select select, IReadOnlyList<SelectBinding> bindings, IReadOnlyList<DateOnly> days)
    {
        var writer = new StatementWriter(dialect, bindings, days);
        using var sql = SqlText.Rent();
        writer.WriteRows(sql, select);
        return new Statement(dialect.Texts.Intern(sql.Span), writer.parameters.Values);
    }

    /// <summary>The statement that counts a level's rows without its page: the parent's key first where there is a parent, then the count.</summary>
    public static Statement Count(SqlDialect dialect, Select select, IReadOnlyList<SelectBinding> bindings, IReadOnlyList<DateOnly> days)
    {
        var writer = new StatementWriter(dialect, bindings, days);
        using var sql = SqlText.Rent();
        writer.WriteCount(sql, select);
        return new Statement(dialect.Texts.Intern(sql.Span), writer.parameters.Values);
    }

    private void WriteRows(SqlText sql, Select select)
    {
        var binding = bindings[select.Index];
        if (select is StatisticsSelect)
        {
            WriteStatistics(sql, select, binding);
        }
        else if (select.Parent is null)
        {
            WriteLevel(sql, select, binding, Projection.Of(select, binding), null, Fetched(binding), ordered: true);
        }
        else if (binding.PageSize is null)
        {
            WriteJoined(sql, select, binding, Projection.Of(select, binding), keyAhead: true, ordered: true);
        }
        else if (dialect.HasLateral)
        {
            WriteLateral(sql, select, binding, Projection.Of(select, binding), Fetched(binding)!.Value, keyAhead: true, ordered: true);
        }
        else
        {
            WriteNumbered(sql, select, binding, Projection.Of(select, binding), Fetched(binding)!.Value, keyAhead: true);
        }
    }

    // Produces: SELECT p.id, count(*) FROM (…) p JOIN tasks t0 ON … WHERE … GROUP BY p.id
    private void WriteCount(SqlText sql, Select select)
    {
        var binding = bindings[select.Index];
        var scope = Scope.Open(aliases);
        using var where = SqlText.Rent();
        using var from = SqlText.Rent();
        var parent = select.Parent is null ? null : aliases.Next();
        WriteFrom(from, where, scope, select, parent);
        clauses.WriteWhere(where, scope, binding.Where);
        sql.Append("SELECT ");
        if (parent is not null)
        {
            sql.Append(parent).Append(".id, ");
        }

        sql.Append("count(*) FROM ").Append(from);
        scope.WriteJoins(sql);
        sql.Append(" WHERE ").Append(where);
        if (parent is not null)
        {
            sql.Append(" GROUP BY ").Append(parent).Append(".id");
        }
    }

    private static int? Fetched(SelectBinding binding) => binding.PageSize + (binding.ReadsOneMore ? 1 : 0);

    // Produces: SELECT t0.id, t1.code FROM tasks t0 LEFT JOIN agencies t1 ON … WHERE … ORDER BY t0.document_order, t0.id LIMIT 51
    private void WriteLevel(
        SqlText sql, Select select, SelectBinding binding, Projection projection, string? owner, int? limit, bool ordered, bool named = false)
    {
        var start = binding.Backward ? binding.Before : binding.After;
        if (start is not null && limit is not null && !KeysetWriter.IsRowComparison(binding.Order, start))
        {
            WriteBranched(sql, select, binding, projection, owner, limit.Value, start, named);
            return;
        }

        var scope = Scope.Open(aliases);
        using var where = SqlText.Rent();
        using var from = SqlText.Rent();
        using var rest = SqlText.Rent();
        WriteFrom(from, where, scope, select, null, owner);
        clauses.WriteWhere(where, scope, binding.Where);
        clauses.WriteBounds(where, scope, select, binding, start, binding.Backward ? binding.After : binding.Before);
        clauses.WriteColumns(sql.Append("SELECT "), scope, projection, named);
        if (named)
        {
            clauses.WriteOrderColumns(sql, scope, select, binding, projection.Count > 0);
        }

        if (ordered || limit is not null)
        {
            clauses.WriteOrder(rest, scope, select, binding);
        }

        sql.Append(" FROM ").Append(from);
        scope.WriteJoins(sql);
        sql.Append(" WHERE ").Append(where).Append(rest);
        if (limit is not null)
        {
            sql.Append(" LIMIT ").Append(limit.Value);
        }
    }

    // Produces: SELECT … FROM (SELECT * FROM (SELECT t1.* … ORDER BY … LIMIT 51) t2 UNION ALL SELECT * FROM (…) t4) t0 … ORDER BY … LIMIT 51
    private void WriteBranched(
        SqlText sql, Select select, SelectBinding binding, Projection projection, string? owner, int limit, Keyset start, bool named)
    {
        var end = binding.Backward ? binding.After : binding.Before;
        using var source = SqlText.Rent();
        foreach (var branch in keysets.Branches(select, binding.Order, start, binding.Backward))
        {
            var inner = Scope.Open(aliases);
            using var where = SqlText.Rent();
            using var from = SqlText.Rent();
            using var order = SqlText.Rent();
            WriteFrom(from, where, inner, select, null, owner);
            clauses.WriteWhere(where, inner, binding.Where);
            branch(where.Separate(" AND "), inner);
            if (end is not null)
            {
                keysets.WriteAny(where.Append(" AND "), inner, select, binding.Order, end, !binding.Backward);
            }

            clauses.WriteOrder(order, inner, select, binding);
            source.Separate(" UNION ALL ").Append("SELECT * FROM (SELECT ").Append(inner.Alias).Append(".* FROM ").Append(from);
            inner.WriteJoins(source);
            source.Append(" WHERE ").Append(where).Append(order).Append(" LIMIT ").Append(limit).Append(") ").Append(aliases.Next());
        }

        var scope = Scope.Open(aliases);
        using var rest = SqlText.Rent();
        clauses.WriteColumns(sql.Append("SELECT "), scope, projection, named);
        if (named)
        {
            clauses.WriteOrderColumns(sql, scope, select, binding, projection.Count > 0);
        }

        clauses.WriteOrder(rest, scope, select, binding);
        sql.Append(" FROM (").Append(source).Append(") ").Append(scope.Alias);
        scope.WriteJoins(sql);
        sql.Append(rest).Append(" LIMIT ").Append(limit);
    }

    // Produces: SELECT t9.id, t0.due_on FROM (SELECT … keys …) t9 CROSS JOIN deadlines t0 WHERE t0.task_id = t9.id AND … ORDER BY t0.due_on, t0.id
    // Of a row by its key: SELECT $1, t0.due_on FROM deadlines t0 WHERE t0.task_id = $1 AND … ORDER BY t0.due_on, t0.id
    private void WriteJoined(
        SqlText sql, Select select, SelectBinding binding, Projection projection, bool keyAhead, bool ordered)
    {
        var scope = Scope.Open(aliases);
        var known = KnownKey(select.Parent!);
        var parent = known is null ? aliases.Next() : null;
        using var where = SqlText.Rent();
        using var from = SqlText.Rent();
        using var rest = SqlText.Rent();
        WriteFrom(from, where, scope, select, parent, known);
        clauses.WriteWhere(where, scope, binding.Where);
        sql.Append("SELECT ");
        if (keyAhead)
        {
            sql.Append(parent ?? known).Append(parent is null ? ", " : ".id, ");
        }

        clauses.WriteColumns(sql, scope, projection, named: !keyAhead);
        if (ordered)
        {
            clauses.WriteOrder(rest, scope, select, binding);
        }

        sql.Append(" FROM ").Append(from);
        scope.WriteJoins(sql);
        sql.Append(" WHERE ").Append(where).Append(rest);
    }

    // Produces: SELECT t8.id, t9.c0 FROM (… keys …) t8 CROSS JOIN LATERAL (SELECT t0.id AS c0, t0.document_order AS o0 … LIMIT 11) t9 ORDER BY t9.o0, …
    private void WriteLateral(
        SqlText sql, Select select, SelectBinding binding, Projection projection, int limit, bool keyAhead, bool ordered)
    {
        var parent = aliases.Next();
        var page = aliases.Next();
        sql.Append("SELECT ");
        if (keyAhead)
        {
            sql.Append(parent).Append(".id");
        }

        for (var column = 0; column < projection.Count; column++)
        {
            sql.Append(column > 0 || keyAhead ? ", " : "").Append(page).Append(".c").Append(column).Append(keyAhead ? "" : " AS c").Append(keyAhead ? "" : "0");
        }

        sql.Append(" FROM (");
        WriteKeys(sql, select.Parent!);
        sql.Append(") ").Append(parent).Append(" CROSS JOIN LATERAL (");
        WriteLevel(sql, select, binding, projection, parent, limit, ordered: true, named: true);
        sql.Append(") ").Append(page);
        if (!ordered)
        {
            return;
        }

        sql.Append(" ORDER BY ");
        for (var key = 0; key < binding.Order.Count; key++)
        {
            clauses.WriteDirection(sql.Append(page).Append(".o").Append(key), binding.Order[key], binding.Backward).Append(", ");
        }

        sql.Append(page).Append(".o").Append(binding.Order.Count).Append(binding.Backward ? " DESC" : "");
    }

    // Produces: SELECT k, c0 FROM (SELECT t9.id AS k, t0.id AS c0, row_number() OVER (PARTITION BY t9.id ORDER BY …) AS n …) t8 WHERE n <= 11 ORDER BY n
    private void WriteNumbered(
        SqlText sql, Select select, SelectBinding binding, Projection projection, int limit, bool keyAhead)
    {
        var scope = Scope.Open(aliases);
        var parent = aliases.Next();
        using var where = SqlText.Rent();
        using var from = SqlText.Rent();
        using var inner = SqlText.Rent();
        WriteFrom(from, where, scope, select, parent);
        clauses.WriteWhere(where, scope, binding.Where);
        clauses.WriteBounds(where, scope, select, binding, binding.After, binding.Before, forwardOnly: true);
        inner.Append("SELECT ").Append(parent).Append(".id AS k, ");
        clauses.WriteColumns(inner, scope, projection, named: true);
        inner.Append(projection.Count > 0 ? ", " : "").Append("row_number() OVER (PARTITION BY ").Append(parent).Append(".id");
        clauses.WriteOrder(inner, scope, select, binding);
        inner.Append(") AS n FROM ").Append(from);
        scope.WriteJoins(inner);
        inner.Append(" WHERE ").Append(where);
        sql.Append("SELECT ").Append(keyAhead ? "k" : "");
        for (var column = 0; column < projection.Count; column++)
        {
            sql.Append(column > 0 || keyAhead ? ", c" : "c").Append(column);
        }

        sql.Append(" FROM (").Append(inner).Append(") ").Append(aliases.Next()).Append(" WHERE n <= ").Append(limit).Append(keyAhead ? " ORDER BY n" : "");
    }

    /// <summary>Writes the keys of the rows that own a level, as one column named id, each once.</summary>
    private void WriteKeys(SqlText sql, ParentLink link)
    {
        var select = link.Parent;
        var binding = bindings[select.Index];
        var key = new Projection([new SelectedColumn(link.Row, link.Key)], []);
        var alias = aliases.Next();
        sql.Append(link.KeysAreDistinct ? "SELECT c0 AS id FROM (" : "SELECT DISTINCT c0 AS id FROM (");
        if (select is StatisticsSelect)
        {
            WriteStatisticsKeys(sql, select, binding, key);
        }
        else if (select.Parent is null)
        {
            WriteLevel(sql, select, binding, key, null, binding.PageSize, ordered: false, named: true);
        }
        else if (binding.PageSize is null)
        {
            WriteJoined(sql, select, binding, key, keyAhead: false, ordered: false);
        }
        else if (dialect.HasLateral)
        {
            WriteLateral(sql, select, binding, key, binding.PageSize.Value, keyAhead: false, ordered: false);
        }
        else
        {
            WriteNumbered(sql, select, binding, key, binding.PageSize.Value, keyAhead: false);
        }

        sql.Append(") ").Append(alias);
    }

    // The rows of one object are read by its key alone: they are written into the object, and where the caller may not see that there is nothing to
    // write them into.
    private string? KnownKey(ParentLink link) => link.KeysAreDistinct && bindings[link.Parent.Index].Key is { } key
        ? "$" + parameters.Add(ColumnType.Long, key).ToString(CultureInfo.InvariantCulture)
        : null;

    private void WriteStatistics(SqlText sql, Select select, SelectBinding binding)
    {
        var scope = Scope.Open(aliases);
        using var columns = SqlText.Rent();
        using var order = SqlText.Rent();
        using var source = SqlText.Rent();
        if (select.Parent is not null)
        {
            columns.Append(scope.Alias).Append(".owner_id, ");
        }

        clauses.WriteColumns(columns, scope, new Projection(select.Columns, []), named: false);
        foreach (var key in binding.Order)
        {
            keysets.WriteKey(order.Separate(", "), scope, key);
            clauses.WriteDirection(order, key, backward: false);
        }

        WriteStatisticsSource(source, select, binding);
        sql.Append("SELECT ").Append(columns).Append(" FROM ").Append(source).Append(" ").Append(scope.Alias);
        scope.WriteJoins(sql);
        if (order.Length > 0)
        {
            sql.Append(" ORDER BY ").Append(order);
        }
    }

    private void WriteStatisticsKeys(SqlText sql, Select select, SelectBinding binding, Projection key)
    {
        var scope = Scope.Open(aliases);
        using var columns = SqlText.Rent();
        clauses.WriteColumns(columns, scope, key, named: true);
        sql.Append("SELECT ").Append(columns).Append(" FROM ");
        WriteStatisticsSource(sql, select, binding);
        sql.Append(" ").Append(scope.Alias);
        scope.WriteJoins(sql);
    }

    private void WriteStatisticsSource(SqlText sql, Select select, SelectBinding binding) =>
        new StatisticsWriter(dialect, aliases, conditions).Write(
            sql, select, binding, select.Parent is { } link ? text => WriteKeys(text, link) : null);

    private void WriteFrom(SqlText from, SqlText where, Scope scope, Select select, string? parent, string? owner = null)
    {
        if (select.Parent is not { } link)
        {
            from.Append(select.Table.Name).Append(" ").Append(scope.Alias);
            return;
        }

        if (parent is not null)
        {
            from.Append("(");
            WriteKeys(from, link);
            from.Append(") ").Append(parent).Append(" CROSS JOIN ");
        }

        conditions.WriteRelation(from, where, scope, link.Relation, parent ?? owner!);
    }
}
