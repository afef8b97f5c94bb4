using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Bindings;

/// <summary>
/// What people call an object by, where no two have the same: a code (<c>Agency:SCT</c>), or a label within what has a code (<c>Task:KG-CN-2022/II.3.c</c>).
/// Each type says it once; whatever takes ids takes these too.
/// </summary>
/// <param name="Unique">The code, or the label.</param>
/// <param name="Within">What the label is unique in; null for a code.</param>
/// <param name="WithinCode">The code of that.</param>
public sealed record NaturalKey(Column Unique, ToOne? Within = null, Column? WithinCode = null)
{
    /// <summary>Between a code and a label; no code has it.</summary>
    public const char Separator = '/';

    /// <summary>The rows with one of these keys, each without the type's name and in NFC.</summary>
    public Condition IsOneOf(IEnumerable<string> keys)
    {
        if (Within is null)
        {
            return Is([.. keys.Distinct()]);
        }

        // One part for each code: the labels of a plan are usually asked for together.
        var parts = keys.Where(key => key.Contains(Separator))
            .Select(key => (Code: key[..key.IndexOf(Separator)], Label: key[(key.IndexOf(Separator) + 1)..]))
            .GroupBy(key => key.Code, key => key.Label)
            .Select(labels => new AllOf([Is([.. labels.Distinct()]), new ThroughKey(Within, WithinCode!, [labels.Key])]));
        return new AnyOf([.. parts]);
    }

    private Condition Is(IReadOnlyList<object> values) => values.Count == 1
        ? new Comparison(new ColumnOperand(Unique), ComparisonKind.Equal, values[0])
        : new Membership(new ColumnOperand(Unique), values, false);
}
