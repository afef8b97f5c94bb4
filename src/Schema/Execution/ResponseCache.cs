using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Schema.Limits;

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

/// <summary>What an answer depends on, besides the data: document, operation, variables, rights, language and day, as one SHA-256.</summary>
/// <remarks>Cryptographic, because callers choose what goes in: one who could make two keys equal could read another's answer.</remarks>
internal readonly record struct ResponseKey(ulong A, ulong B, ulong C, ulong D)
{
    public static ResponseKey Of(GraphQLRequest request, DateOnly today)
    {
        var name = request.OperationName ?? "";
        var agency = request.Caller.AgencyCode ?? "";
        var size = request.Document.Length + request.Variables.Length + Encoding.UTF8.GetMaxByteCount(name.Length + agency.Length) + 32;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var length = 0;
            // Each part behind its length, so that no two lists of parts look the same.
            Append(buffer, ref length, request.Document.Span);
            Append(buffer, ref length, request.Variables.Span);
            Append(buffer, ref length, name);
            Append(buffer, ref length, agency);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), today.DayNumber);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length + 4), (int)request.Caller.Roles);
            buffer[length + 8] = (byte)request.Language;
            // A caller without a token and one without a role are refused in different words.
            buffer[length + 9] = request.Caller.IsAuthenticated ? (byte)1 : (byte)0;
            // Null and an empty code are two different kinds of caller.
            buffer[length + 10] = request.Caller.AgencyCode is null ? (byte)0 : (byte)1;
            buffer[length + 11] = request.OperationName is null ? (byte)0 : (byte)1;
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.AsSpan(0, length + 12), hash);
            var words = MemoryMarshal.Cast<byte, ulong>(hash);
            return new ResponseKey(words[0], words[1], words[2], words[3]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Append(byte[] buffer, ref int length, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), part.Length);
        part.CopyTo(buffer.AsSpan(length + 4));
        length += 4 + part.Length;
    }

    private static void Append(byte[] buffer, ref int length, string part)
    {
        var written = Encoding.UTF8.GetBytes(part, buffer.AsSpan(length + 4));
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), written);
        length += 4 + written;
    }
}

/// <summary>The entity tag of an answer: from its bytes, so that it is the same on every server and after a restart.</summary>
internal static class ResponseTag
{
    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return "\"" + Base64Url.EncodeToString(hash[..16]) + "\"";
    }
}
