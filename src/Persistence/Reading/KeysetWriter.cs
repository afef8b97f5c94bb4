namespace KGPlanGraph.Persistence.Reading;

/// <summary>
/// Writes what lies behind a place in an ordered list. Where all keys run the same way and none can be null, that is one comparison of rows;
/// otherwise it falls into branches (equal in the keys so far, beyond in the next), each of which an index answers from its first row on.
/// </summary>
internal sealed class KeysetWriter(ConditionWriter conditions, ParameterList parameters)
{
    /// <summary>Whether one comparison of rows says it all.</summary>
    public static bool IsRowComparison(IReadOnlyList<OrderKey> order, Keyset keyset)
    {
        for (var key = 0; key < order.Count; key++)
        {
            if (order[key].Descending || order[key].Nullable || keyset.Values[key] is null)
            {
                return false;
            }
        }

        return true;
    }

    // Produces: (t0.document_order, t0.id) > ($1, $2)
    public void WriteRowComparison(SqlText sql, Scope scope, Select select, IReadOnlyList<OrderKey> order, Keyset keyset, bool reversed)
    {
        sql.Append("(");
        foreach (var key in order)
        {
            WriteKey(sql, scope, key);
            sql.Append(", ");
        }

        sql.Append(scope.Alias).Append(".").Append(select.Table.Key!.Name).Append(reversed ? ") < (" : ") > (");
        for (var key = 0; key < order.Count; key++)
        {
            sql.Append("$").Append(parameters.Add(order[key].Operand.Type, keyset.Values[key]!)).Append(", ");
        }

        sql.Append("$").Append(parameters.Add(ColumnType.Long, keyset.Id)).Append(")");
    }

    /// <summary>The branches, each as what to write for a scope; at most one row lies in two of them: none.</summary>
    public IEnumerable<Action<SqlText, Scope>> Branches(Select select, IReadOnlyList<OrderKey> order, Keyset keyset, bool reversed)
    {
        for (var key = 0; key < order.Count; key++)
        {
            var position = key;
            var upward = order[key].Descending == reversed;
            if (keyset.Values[key] is { } value)
            {
                yield return (sql, scope) => WriteBranch(sql, scope, order, keyset, position, text =>
                    text.Append(upward ? " > $" : " < $").Append(parameters.Add(order[position].Operand.Type, value)));
                if (upward && order[key].Nullable)
                {
                    yield return (sql, scope) => WriteBranch(sql, scope, order, keyset, position, text => text.Append(" IS NULL"));
                }
            }
            else if (!upward)
            {
                yield return (sql, scope) => WriteBranch(sql, scope, order, keyset, position, text => text.Append(" IS NOT NULL"));
            }
        }

        yield return (sql, scope) =>
        {
            WritePrefix(sql, scope, order, keyset, order.Count);
            sql.Append(scope.Alias).Append(".").Append(select.Table.Key!.Name).Append(reversed ? " < $" : " > $")
                .Append(parameters.Add(ColumnType.Long, keyset.Id));
        };
    }

    /// <summary>All branches as one condition, for a bound that an index need not start from.</summary>
    public void WriteAny(SqlText sql, Scope scope, Select select, IReadOnlyList<OrderKey> order, Keyset keyset, bool reversed)
    {
        if (IsRowComparison(order, keyset))
        {
            WriteRowComparison(sql, scope, select, order, keyset, reversed);
            return;
        }

        var first = true;
        sql.Append("(");
        foreach (var branch in Branches(select, order, keyset, reversed))
        {
            sql.Append(first ? "(" : " OR (");
            branch(sql, scope);
            sql.Append(")");
            first = false;
        }

        sql.Append(")");
    }

    /// <summary>Writes a key of the order.</summary>
    public void WriteKey(SqlText sql, Scope scope, OrderKey key) =>
        conditions.WriteOperand(sql, scope.Join(key.Path), key.Operand, key.FromLink);

    private void WriteBranch(SqlText sql, Scope scope, IReadOnlyList<OrderKey> order, Keyset keyset, int position, Action<SqlText> beyond)
    {
        WritePrefix(sql, scope, order, keyset, position);
        WriteKey(sql, scope, order[position]);
        beyond(sql);
    }

    private void WritePrefix(SqlText sql, Scope scope, IReadOnlyList<OrderKey> order, Keyset keyset, int length)
    {
        for (var key = 0; key < length; key++)
        {
            WriteKey(sql, scope, order[key]);
            if (keyset.Values[key] is { } value)
            {
                sql.Append(" = $").Append(parameters.Add(order[key].Operand.Type, value)).Append(" AND ");
            }
            else
            {
                sql.Append(" IS NULL AND ");
            }
        }
    }
}
