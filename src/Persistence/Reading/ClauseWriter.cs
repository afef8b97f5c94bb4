namespace KGPlanGraph.Persistence.Reading;

/// <summary>Writes the clauses that all forms of a level share: what is selected, which rows, in which order.</summary>
internal sealed class ClauseWriter(SqlDialect dialect, ConditionWriter conditions, KeysetWriter keysets)
{
    public void WriteWhere(SqlText where, Scope scope, Condition condition)
    {
        if (condition is AllOf { Parts.Count: 0 } && where.Length > 0)
        {
            return;
        }

        conditions.Write(where.Separate(" AND "), scope, condition);
    }

    public void WriteBounds(
        SqlText where, Scope scope, Select select, SelectBinding binding, Keyset? start, Keyset? end, bool forwardOnly = false)
    {
        var backward = !forwardOnly && binding.Backward;
        if (start is not null)
        {
            keysets.WriteAny(where.Append(" AND "), scope, select, binding.Order, start, backward);
        }

        if (end is not null)
        {
            keysets.WriteAny(where.Append(" AND "), scope, select, binding.Order, end, !backward);
        }
    }

    public void WriteColumns(SqlText sql, Scope scope, Projection projection, bool named)
    {
        for (var column = 0; column < projection.Count; column++)
        {
            if (column > 0)
            {
                sql.Append(", ");
            }

            if (column < projection.Columns.Count)
            {
                conditions.WriteOperand(
                    sql, scope.Of(projection.Columns[column].Row), projection.Columns[column].Operand, projection.Columns[column].FromLink);
            }
            else
            {
                keysets.WriteKey(sql, scope, projection.Keyset[column - projection.Columns.Count]);
            }

            if (named)
            {
                sql.Append(" AS c").Append(column);
            }
        }

        if (projection.Count == 0 && !named)
        {
            sql.Append("1");
        }
    }

    public void WriteOrderColumns(SqlText sql, Scope scope, Select select, SelectBinding binding, bool follows)
    {
        if (follows)
        {
            sql.Append(", ");
        }

        for (var key = 0; key < binding.Order.Count; key++)
        {
            keysets.WriteKey(sql, scope, binding.Order[key]);
            sql.Append(" AS o").Append(key).Append(", ");
        }

        sql.Append(scope.Alias).Append(".").Append(select.Table.Key!.Name).Append(" AS o").Append(binding.Order.Count);
    }

    public void WriteOrder(SqlText sql, Scope scope, Select select, SelectBinding binding)
    {
        if (binding.Order.Count == 0 && select.Table.Key is null)
        {
            return;
        }

        sql.Append(" ORDER BY ");
        for (var key = 0; key < binding.Order.Count; key++)
        {
            keysets.WriteKey(key > 0 ? sql.Append(", ") : sql, scope, binding.Order[key]);
            WriteDirection(sql, binding.Order[key], binding.Backward);
        }

        if (select.Table.Key is { } id && !binding.Order.Any(key => key.IsUniquePerParent))
        {
            sql.Append(binding.Order.Count > 0 ? ", " : "").Append(scope.Alias).Append(".").Append(id.Name).Append(binding.Backward ? " DESC" : "");
        }
    }

    public SqlText WriteDirection(SqlText sql, OrderKey key, bool backward) =>
        key.Descending == backward
            ? sql.Append(key.Nullable ? dialect.NullsLast : "")
            : sql.Append(key.Nullable ? dialect.NullsFirst : " DESC");
}
