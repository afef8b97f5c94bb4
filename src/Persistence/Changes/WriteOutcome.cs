namespace KGPlanGraph.Persistence.Changes;

/// <summary>What a piece of writing came to: a value, and whether to keep what was written.</summary>
public readonly record struct WriteOutcome<T>(T Value, bool IsKept);

/// <summary>The two ways to end a piece of writing.</summary>
public static class WriteOutcome
{
    /// <summary>Save, number the changes and commit; then the value is the answer.</summary>
    public static WriteOutcome<T> Keep<T>(T value) => new(value, true);

    /// <summary>Write nothing, whatever the context holds; the value says why.</summary>
    public static WriteOutcome<T> Refuse<T>(T value) => new(value, false);
}
