using System.Collections.Concurrent;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Schema.Execution;

/// <summary>
/// Whole answers to repeated reads, good for one state of the data. An answer is kept when it is asked for a second time, so that a first read costs no
/// copy. Bounded in bytes by two generations: when the young one is full it becomes the old one, and the old one goes; what is still asked for moves back.
/// </summary>
internal sealed class ResponseCache(DataVersion versions, GraphQLOptions options)
{
    /// <summary>Bytes of a generation: both together are an eighth of the memory that a server under load may have.</summary>
    public const int MaxGenerationBytes = 16 * 1024 * 1024;

    /// <summary>Larger answers are not kept: they would drive out a hundred small ones.</summary>
    public const int MaxBodyBytes = 512 * 1024;

    private const int Remembered = 8_192;

    private readonly ulong[] askedOnce = new ulong[Remembered];
    private readonly Lock turning = new();
    private Generations kept = new(-1, [], []);
    private long youngBytes;

    /// <summary>The present state of the data, where cached responses may be used at all.</summary>
    public bool TryVersion(out long version)
    {
        version = 0;
        return options.KeepAnswers && versions.TryGet(out version);
    }

    /// <summary>The answer that is kept for a state of the data.</summary>
    public CachedBody? Find(long version, in ResponseKey key)
    {
        var generations = Volatile.Read(ref kept);
        if (generations.Version != version)
        {
            return null;
        }

        if (generations.Young.TryGetValue(key, out var answer))
        {
            return answer;
        }

        if (generations.Old.TryGetValue(key, out answer))
        {
            Put(version, key, answer);
        }

        return answer;
    }

    /// <summary>Whether an answer to this is worth keeping: it has been asked for before.</summary>
    public bool IsRepeated(in ResponseKey key)
    {
        ref var slot = ref askedOnce[key.A % Remembered];
        if (Volatile.Read(ref slot) == key.B)
        {
            return true;
        }

        Volatile.Write(ref slot, key.B);
        return false;
    }

    /// <summary>Keeps an answer that was read after <paramref name="version"/> was found to be the present state.</summary>
    public void Put(long version, in ResponseKey key, CachedBody answer)
    {
        var generations = Volatile.Read(ref kept);
        if (generations.Version != version || Interlocked.Read(ref youngBytes) > MaxGenerationBytes)
        {
            generations = Turn(version);
        }

        if (generations.Version == version && generations.Young.TryAdd(key, answer))
        {
            Interlocked.Add(ref youngBytes, answer.Weight);
        }
    }

    private Generations Turn(long version)
    {
        lock (turning)
        {
            var generations = kept;
            if (generations.Version != version)
            {
                // A read that was slow belongs to a state that has passed; what is kept for the present one stays.
                if (!TryVersion(out var present) || present != version)
                {
                    return generations;
                }

                generations = new Generations(version, [], []);
            }
            else if (Interlocked.Read(ref youngBytes) > MaxGenerationBytes)
            {
                generations = new Generations(version, [], generations.Young);
            }
            else
            {
                return generations;
            }

            Interlocked.Exchange(ref youngBytes, 0);
            Volatile.Write(ref kept, generations);
            return generations;
        }
    }

    private sealed record Generations(
        long Version, ConcurrentDictionary<ResponseKey, CachedBody> Young, ConcurrentDictionary<ResponseKey, CachedBody> Old);
}
