using KGPlanGraph.Persistence.Reading.Operands;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>One key of a sort order. Nulls come last in ascending and first in descending order.</summary>
/// <param name="Path">To-one relations that lead to the row with the key; empty for the level's own.</param>
/// <param name="Operand">The key.</param>
/// <param name="Descending">The direction.</param>
/// <param name="FromLink">Whether the key is a column of the level's table of links.</param>
/// <param name="Decides">Whether no two rows of one owner share it, so that the row's own key need not follow: sorting by one number is cheaper.</param>
public sealed record OrderKey(IReadOnlyList<ToOne> Path, Operand Operand, bool Descending, bool FromLink = false, bool Decides = false)
{
    /// <summary>Whether a row can lack it.</summary>
    public bool Nullable { get; } = Operand.Nullable || Path.Any(relation => relation.ForeignKey.Nullable);
}
