using KGPlanGraph.Tests.Schema.Filtering;

namespace KGPlanGraph.Tests.Schema.Paging;

/// <summary>One object of an <c>order</c>: a field, or one behind to-one relations.</summary>
internal sealed record SortKey(IReadOnlyList<OneField> Path, ValueField Field, bool IsDescending)
{
    /// <summary>Every key of a type's sort input, relations followed to a depth.</summary>
    public static IEnumerable<SortKey> AllOf(FilterType type, int depth, params IReadOnlyList<OneField> path)
    {
        foreach (var field in type.Fields)
        {
            if (field is ValueField { IsSortable: true } value)
            {
                yield return new SortKey(path, value, false);
                yield return new SortKey(path, value, true);
            }
            else if (field is OneField one && depth > 0)
            {
                foreach (var key in AllOf(one.Target(), depth - 1, [.. path, one]))
                {
                    yield return key;
                }
            }
        }
    }

    /// <summary>A list of rows in the order that keys and then the row's own key give.</summary>
    public static List<object> Sort(IEnumerable<object> rows, IReadOnlyList<SortKey> keys)
    {
        var sorted = rows.OrderBy(_ => 0);
        foreach (var key in keys)
        {
            sorted = sorted.ThenBy(row => row, Comparer<object>.Create(key.Compare));
        }

        return [.. sorted.ThenBy(Reads.Ids.Key)];
    }

    /// <summary>The input: <c>{ section: { label: ASC } }</c>.</summary>
    public Dictionary<string, object?> Input()
    {
        var input = new Dictionary<string, object?> { [Field.Name] = new EnumLiteral(IsDescending ? "DESC" : "ASC") };
        foreach (var relation in Path.Reverse())
        {
            input = new() { [relation.Name] = input };
        }

        return input;
    }

    public override string ToString() => InputText.Literal(Input());

    private int Compare(object? left, object? right)
    {
        var order = CompareValues(Value(left), Value(right));
        return IsDescending ? -order : order;
    }

    private object? Value(object? row)
    {
        foreach (var relation in Path)
        {
            row = row is null ? null : relation.Get(row);
        }

        if (row is null)
        {
            return null;
        }

        return Field.Kind == OperandKind.Id ? Reads.Ids.Key(row) : Field.Get(row);
    }

    // Nulls are the largest: last for ASC, first for DESC.
    private int CompareValues(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string x, string y) => Field.Kind == OperandKind.Enum
            ? Field.Members.ToList().IndexOf(x).CompareTo(Field.Members.ToList().IndexOf(y))
            : (Field.Order ?? CodePointComparer.Instance).Compare(x, y),
        _ => ((IComparable)left).CompareTo(right),
    };
}
