using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace KGPlanGraph.Persistence;

/// <summary>
/// What was made before, by its key. Keys come from callers, without number, so it is bounded, in number and in weight: past a bound those go that were used longest ago, until a quarter
/// is free. Looking something up takes no lock.
/// </summary>
public sealed class BoundedCache<TKey, TValue>
    where TKey : notnull
{
    private readonly int maxCount;
    private readonly long maxWeight;
    private readonly Func<TKey, TValue, long> weigh;
    private readonly ConcurrentDictionary<TKey, Entry> entries;
    private readonly Lock changing = new();
    private int count;
    private long weight;

    // The clock of uses goes on with each addition alone, so that a use of what was used already since then writes nothing.
    private long clock;

    /// <param name="maxCount">Entries at most.</param>
    /// <param name="comparer">Compares keys; it may know another form of them.</param>
    public BoundedCache(int maxCount, IEqualityComparer<TKey>? comparer = null)
        : this(maxCount, long.MaxValue, static (_, _) => 0, comparer)
    {
    }

    /// <param name="maxCount">Entries at most.</param>
    /// <param name="maxWeight">What all entries may weigh.</param>
    /// <param name="weigh">What one weighs: bytes or characters, about.</param>
    /// <param name="comparer">Compares keys; it may know another form of them.</param>
    public BoundedCache(int maxCount, long maxWeight, Func<TKey, TValue, long> weigh, IEqualityComparer<TKey>? comparer = null)
    {
        this.maxCount = maxCount;
        this.maxWeight = maxWeight;
        this.weigh = weigh;
        entries = new(comparer);
    }

    /// <summary>Entries.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>What they weigh, as far as they were weighed.</summary>
    public long Weight => Interlocked.Read(ref weight);

    /// <summary>Looks a value up.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) =>
        Use(entries.TryGetValue(key, out var entry) ? entry : null, out value);

    /// <summary>Looks a value up by another form of the key, such as a span.</summary>
    public bool TryGet<TOther>(TOther key, [MaybeNullWhen(false)] out TValue value)
        where TOther : notnull, allows ref struct =>
        Use(entries.GetAlternateLookup<TOther>().TryGetValue(key, out var entry) ? entry : null, out value);

    /// <summary>Adds a value unless there is one for the key.</summary>
    /// <returns>The one that is kept.</returns>
    public TValue Add(TKey key, TValue value)
    {
        lock (changing)
        {
            if (entries.TryGetValue(key, out var known))
            {
                return known.Value;
            }

            Put(key, value);
            return value;
        }
    }

    /// <summary>Adds a value in place of the one that there may be.</summary>
    public void Set(TKey key, TValue value)
    {
        lock (changing)
        {
            Put(key, value);
        }
    }

    /// <summary>Weighs a value again, which has grown.</summary>
    public void Weigh<TOther>(TOther key)
        where TOther : notnull, allows ref struct
    {
        lock (changing)
        {
            if (entries.GetAlternateLookup<TOther>().TryGetValue(key, out var actual, out var entry))
            {
                Weigh(actual, entry);
                Trim();
            }
        }
    }

    /// <summary>Weighs all values again.</summary>
    /// <returns>What they weigh together.</returns>
    public long WeighAll()
    {
        lock (changing)
        {
            foreach (var (key, entry) in entries)
            {
                Weigh(key, entry);
            }

            Trim();
            return weight;
        }
    }

    private bool Use(Entry? entry, [MaybeNullWhen(false)] out TValue value)
    {
        if (entry is null)
        {
            value = default;
            return false;
        }

        var now = Volatile.Read(ref clock);
        if (entry.LastUse != now)
        {
            entry.LastUse = now;
        }

        value = entry.Value;
        return true;
    }

    // What follows is done under the lock.
    private void Put(TKey key, TValue value)
    {
        var entry = new Entry(value) { LastUse = Interlocked.Increment(ref clock) };
        if (entries.TryGetValue(key, out var replaced))
        {
            Interlocked.Add(ref weight, -replaced.Weight);
        }
        else
        {
            count++;
        }

        entries[key] = entry;
        Weigh(key, entry);
        Trim();
    }

    private void Weigh(TKey key, Entry entry)
    {
        var now = weigh(key, entry.Value);
        Interlocked.Add(ref weight, now - entry.Weight);
        entry.Weight = now;
    }

    private void Trim()
    {
        if (count <= maxCount && weight <= maxWeight)
        {
            return;
        }

        foreach (var (key, entry) in entries.ToArray().OrderBy(entry => entry.Value.LastUse))
        {
            if (count <= maxCount - (maxCount / 4) && weight <= maxWeight - (maxWeight / 4))
            {
                return;
            }

            entries.TryRemove(key, out _);
            count--;
            Interlocked.Add(ref weight, -entry.Weight);
        }
    }

    private sealed class Entry(TValue value)
    {
        private long lastUse;

        public TValue Value => value;

        /// <summary>What it was counted for.</summary>
        public long Weight { get; set; }

        public long LastUse
        {
            get => Volatile.Read(ref lastUse);
            set => Volatile.Write(ref lastUse, value);
        }
    }
}
