using System.Buffers.Binary;

namespace KGPlanGraph.Schema.Paging;

/// <summary>Reads the parts of a cursor; every method says whether there was one.</summary>
internal ref struct BinaryReaderSpan(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> rest = rest;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public bool TryByte(out byte value)
    {
        value = 0;
        if (rest.IsEmpty)
            return false;
        value = rest[0];
        rest = rest[1..];
        return true;
    }

    public bool TryUInt32(out uint value)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(rest, out value))
            return false;
        rest = rest[4..];
        return true;
    }

    public bool TryNumber(out long value)
    {
        value = 0;
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (!TryByte(out var part) || (shift == 63 && part > 1))
                return false;
            number |= (ulong)(part & 0x7F) << shift;
            if (part >= 0x80)
                continue;
            value = (long)(number >> 1) ^ -(long)(number & 1);
            return true;
        }

        return false;
    }

    public bool TryBytes(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryNumber(out var length) || length < 0 || length > rest.Length)
            return false;
        value = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }
}
