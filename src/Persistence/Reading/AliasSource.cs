namespace KGPlanGraph.Persistence.Reading;

/// <summary>Aliases by position, so that equal shapes have equal text.</summary>
internal sealed class AliasSource
{
    private static readonly string[] Known = [.. Enumerable.Range(0, 100).Select(number => "t" + number)];

    private int next;

    public string Next() => next < Known.Length ? Known[next++] : "t" + next++;
}
