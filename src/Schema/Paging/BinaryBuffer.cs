using System.Buffers;
using System.Buffers.Binary;

namespace KGPlanGraph.Schema.Paging;

/// <summary>Writes the parts of a cursor.</summary>
internal readonly struct BinaryBuffer(ArrayBufferWriter<byte> target)
{
    public void Byte(byte value)
    {
        target.GetSpan(1)[0] = value;
        target.Advance(1);
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(target.GetSpan(4), value);
        target.Advance(4);
    }

    // Variable length: most keys are small.
    public void Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        target.Write(value);
    }
}
