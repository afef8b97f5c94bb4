using System.Runtime.InteropServices;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>Rows below tasks, chained by the task's key in the order in which they were read.</summary>
internal sealed class Children<T>
{
    private readonly Dictionary<long, (int First, int Last)> chains = [];
    private readonly List<(T Row, int Next)> rows = [];

    public void Add(long task, T row)
    {
        var place = rows.Count;
        rows.Add((row, -1));
        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(chains, task, out var exists);
        if (exists)
        {
            CollectionsMarshal.AsSpan(rows)[chain.Last].Next = place;
        }

        chain = (exists ? chain.First : place, place);
    }

    public int First(long task) => chains.TryGetValue(task, out var chain) ? chain.First : -1;

    public T Row(int place, out int next)
    {
        (var row, next) = rows[place];
        return row;
    }
}
