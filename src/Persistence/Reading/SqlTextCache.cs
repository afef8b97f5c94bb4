using System.Collections.Concurrent;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>
/// One string for each SQL text, so that the steady state allocates none. Bounded: texts come from callers' documents, without number;
/// past the bound it starts afresh, which costs an allocation a statement until it is warm again.
/// </summary>
internal sealed class SqlTextCache(int capacity)
{
    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);

    public string Intern(ReadOnlySpan<char> text)
    {
        var byspan = texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (byspan.TryGetValue(text, out var known))
            return known;
        if (texts.Count >= capacity)
            texts.Clear();
        var made = text.ToString();
        return texts.GetOrAdd(made, made);
    }
}
