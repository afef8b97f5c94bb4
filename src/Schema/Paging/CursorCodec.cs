using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Paging;

/// <summary>
/// Opaque keyset cursors: base64url of a version, a fingerprint of the order that they were made for, the values of its keys and the row's key.
/// A cursor holds values, not a row, so it stays good when its row is gone.
/// </summary>
internal static class CursorCodec
{
    private const byte Version = 1;

    /// <summary>
    /// What tells one order from another: the type and every key with its direction, and the past day that a key is read as of, since its values are other ones
    /// on another day.
    /// </summary>
    public static uint Fingerprint(string typeName, IReadOnlyList<OrderKey> order, IReadOnlyList<DateOnly> days)
    {
        var hash = 2166136261u;
        Mix(ref hash, typeName);
        foreach (var key in order)
        {
            foreach (var relation in key.Path)
            {
                Mix(ref hash, relation.ForeignKey.Name);
            }

            Mix(ref hash, key.Operand is Persistence.Reading.ColumnOperand column ? column.Column.Name : key.Operand.GetType().Name);
            Mix(ref hash, key.Descending ? "-" : "+");
            if (key.Operand is Persistence.Reading.ColumnOperand { Day: var day } && days[day] < days[0])
            {
                Mix(ref hash, Scalars.LocalDateScalar.Print(days[day]));
            }
        }

        return hash;
    }

    /// <summary>Makes a cursor from the keyset columns of a row.</summary>
    /// <returns>Bytes written to <paramref name="target"/>, without encoding.</returns>
    /// <param name="target">Where it is written.</param>
    /// <param name="fingerprint">Of the order.</param>
    /// <param name="order">The order.</param>
    /// <param name="row">The row.</param>
    /// <param name="firstSlot">Of the keyset columns.</param>
    /// <param name="hasMark">Whether a mark's column stands behind the key.</param>
    public static void Write(ArrayBufferWriter<byte> target, uint fingerprint, IReadOnlyList<OrderKey> order, RowReader row, int firstSlot, bool hasMark)
    {
        target.Clear();
        var stream = new BinaryBuffer(target);
        stream.Byte(Version);
        stream.UInt32(fingerprint);
        for (var key = 0; key < order.Count; key++)
        {
            var slot = firstSlot + key;
            if (row.IsNull(slot))
            {
                stream.Byte(0);
                continue;
            }

            stream.Byte(1);
            switch (order[key].Operand.Type)
            {
                case ColumnType.Boolean:
                    stream.Byte(row.GetBoolean(slot) ? (byte)1 : (byte)0);
                    break;
                case ColumnType.Short:
                    stream.Number(row.GetShort(slot));
                    break;
                case ColumnType.Int:
                    stream.Number(row.GetInt(slot));
                    break;
                case ColumnType.Long:
                    stream.Number(row.GetLong(slot));
                    break;
                case ColumnType.Double:
                    stream.Number(BitConverter.DoubleToInt64Bits(row.GetDouble(slot)));
                    break;
                case ColumnType.Text:
                    stream.Bytes(row.GetText(slot));
                    break;
                case ColumnType.Bytes:
                    stream.Bytes(row.GetBytes(slot));
                    break;
                case ColumnType.Date:
                    stream.Number(row.GetDate(slot).DayNumber);
                    break;
                default:
                    stream.Number(row.GetInstant(slot).Ticks);
                    break;
            }
        }

        var id = row.GetLong(firstSlot + order.Count);
        stream.Number(id);
        if (hasMark)
        {
            stream.UInt32(ChangePlace.Of(id, row.GetInstant(firstSlot + order.Count + 1)).Mark);
        }
    }

    /// <summary>Makes the cursor of a change in the order of their numbers.</summary>
    public static void Write(ArrayBufferWriter<byte> target, uint fingerprint, ChangePlace place)
    {
        target.Clear();
        var stream = new BinaryBuffer(target);
        stream.Byte(Version);
        stream.UInt32(fingerprint);
        stream.Number(place.Sequence);
        if (place.Mark != 0)
        {
            stream.UInt32(place.Mark);
        }
    }

    /// <summary>The refusal of a cursor that this server did not make, or made for another order.</summary>
    /// <param name="argument">Where it stood.</param>
    /// <param name="cursor">The text that is no cursor.</param>
    public static GraphQLError Refusal(string argument, string cursor) => new(ErrorCodes.InvalidCursor, new(
        $"The cursor in '{argument}' was not made by this server for this order; start from the first page.",
        $"Con trỏ trong '{argument}' không do máy chủ này tạo cho thứ tự sắp xếp này; hãy bắt đầu từ trang đầu."))
    {
        Extensions = [new("argument", argument), new("cursor", cursor)],
    };

    /// <summary>Reads a cursor; false for one that this server did not make, or made for another order.</summary>
    public static bool TryRead(string cursor, uint fingerprint, IReadOnlyList<OrderKey> order, bool hasMark, out Keyset keyset)
    {
        keyset = null!;
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(cursor);
        }
        catch (FormatException)
        {
            return false;
        }

        var reader = new BinaryReaderSpan(bytes);
        if (!reader.TryByte(out var version) || version != Version || !reader.TryUInt32(out var made) || made != fingerprint)
        {
            return false;
        }

        var values = new object?[order.Count];
        for (var key = 0; key < values.Length; key++)
        {
            if (!reader.TryByte(out var present) || present > 1 || (present == 0 && !order[key].Nullable))
            {
                return false;
            }

            if (present == 1 && !TryValue(ref reader, order[key].Operand.Type, out values[key]))
            {
                return false;
            }
        }

        // Cursors of changes had no mark before there was one.
        var mark = 0u;
        if (!reader.TryNumber(out var id) || !(reader.IsAtEnd || (hasMark && reader.TryUInt32(out mark) && reader.IsAtEnd)))
        {
            return false;
        }

        keyset = new Keyset(values, id, mark);
        return true;
    }

    private static bool TryValue(ref BinaryReaderSpan reader, ColumnType type, out object? value)
    {
        value = null;
        if (type == ColumnType.Boolean)
        {
            if (!reader.TryByte(out var flag) || flag > 1)
            {
                return false;
            }

            value = flag == 1;
            return true;
        }

        if (type is ColumnType.Text or ColumnType.Bytes)
        {
            if (!reader.TryBytes(out var bytes))
            {
                return false;
            }

            if (type == ColumnType.Bytes)
            {
                value = bytes.ToArray();
                return true;
            }

            if (bytes.Contains((byte)0) || !System.Text.Unicode.Utf8.IsValid(bytes))
            {
                return false;
            }

            value = Encoding.UTF8.GetString(bytes);
            return true;
        }

        if (!reader.TryNumber(out var number))
        {
            return false;
        }

        value = type switch
        {
            ColumnType.Short when number is >= short.MinValue and <= short.MaxValue => (short)number,
            ColumnType.Int when number is >= int.MinValue and <= int.MaxValue => (int)number,
            ColumnType.Long => number,
            ColumnType.Double => BitConverter.Int64BitsToDouble(number),
            ColumnType.Date when number is >= 0 and <= 3652058 => DateOnly.FromDayNumber((int)number),
            ColumnType.Instant when number is >= 0 and <= 3155378975999999999 => new DateTimeOffset(number, TimeSpan.Zero),
            _ => null,
        };
        return value is not null;
    }

    private static void Mix(ref uint hash, string text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * 16777619u;
        }

        hash = (hash ^ 0x1F) * 16777619u;
    }
}

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

/// <summary>Reads the parts of a cursor; every method says whether there was one.</summary>
internal ref struct BinaryReaderSpan(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> rest = rest;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public bool TryByte(out byte value)
    {
        value = 0;
        if (rest.IsEmpty)
        {
            return false;
        }

        value = rest[0];
        rest = rest[1..];
        return true;
    }

    public bool TryUInt32(out uint value)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(rest, out value))
        {
            return false;
        }

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
            {
                return false;
            }

            number |= (ulong)(part & 0x7F) << shift;
            if (part >= 0x80)
            {
                continue;
            }

            value = (long)(number >> 1) ^ -(long)(number & 1);
            return true;
        }

        return false;
    }

    public bool TryBytes(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryNumber(out var length) || length < 0 || length > rest.Length)
        {
            return false;
        }

        value = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }
}
