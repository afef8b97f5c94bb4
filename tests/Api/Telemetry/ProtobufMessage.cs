using System.Buffers.Binary;
using System.Text;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>A protobuf message by its field numbers, without its definition.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, byte[]? Bytes)> fields = [];

    public ProtobufMessage(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var tag = Varint(ref bytes);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    fields.Add((field, Varint(ref bytes), null));
                    break;
                case 1:
                    fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(bytes), null));
                    bytes = bytes[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref bytes);
                    fields.Add((field, 0, bytes[..length].ToArray()));
                    bytes = bytes[length..];
                    break;
                default:
                    fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(bytes), null));
                    bytes = bytes[4..];
                    break;
            }
        }
    }

    /// <summary>The messages of a repeated field.</summary>
    public IEnumerable<ProtobufMessage> All(int field) => fields.Where(one => one.Field == field).Select(one => new ProtobufMessage(one.Bytes!));

    public byte[] Bytes(int field) => fields.Find(one => one.Field == field).Bytes ?? [];

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    /// <summary>The attributes of a field, whose values are OTLP's AnyValue.</summary>
    public Dictionary<string, string> Attributes(int field) => All(field).ToDictionary(
        pair => pair.Text(1),
        pair => pair.All(2).Select(Value).FirstOrDefault(""));

    private static string Value(ProtobufMessage any) => any.fields is [var (kind, number, bytes)] ? kind switch
    {
        1 => Encoding.UTF8.GetString(bytes!),
        4 => $"{BitConverter.UInt64BitsToDouble(number)}",
        _ => $"{number}",
    } : "";

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
