using KGPlanGraph.Schema.Compilation.Output;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>
/// A query, or the selection of a mutation's or event's result, made ready for one kind of caller: list levels to read, and what writes
/// the answer from them.
/// </summary>
internal sealed class CompiledOperation
{
    private Bound? kept;

    /// <summary>Writes <c>data</c>.</summary>
    public required ObjectWriter Root { get; init; }

    /// <summary>Parents before children.</summary>
    public required IReadOnlyList<LevelRead> Levels { get; init; }

    /// <summary>Arguments <c>asOf</c>, by the index of their day less one.</summary>
    public required IReadOnlyList<DayArgument> Days { get; init; }

    /// <summary>Fields that this kind of caller may not read.</summary>
    public required IReadOnlyList<DeniedField> Denied { get; init; }

    /// <summary>Whether no argument depends on a variable, so that one binding serves every request of a day.</summary>
    public required bool IsFixed { get; init; }

    /// <summary>The binding of an earlier request of the same day; null where there is none.</summary>
    public Bound? Kept(DateOnly today) => kept is { } bound && bound.Days[0] == today ? bound : null;

    /// <summary>Keeps a binding for the day's further requests.</summary>
    public void Keep(Bound bound) => kept = bound;
}
