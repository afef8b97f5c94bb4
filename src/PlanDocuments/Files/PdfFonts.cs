using System.Buffers.Binary;
using System.Text;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// Looks at a TrueType font before PdfPig reads it: a glyph that is composed of itself, over however many others, ends PdfPig's stack, and with it
/// the process.
/// </summary>
internal static class PdfFonts
{
    private const int Deepest = 8;

    /// <summary>The glyphs that one may be composed of, those of its parts counted again.</summary>
    private const int MostParts = 1_000;

    private const int MostTables = 256;
    private const int RecordLength = 16;

    /// <summary>True where the bytes are no TrueType font, or one whose glyphs can be put together.</summary>
    public static bool IsSafe(ReadOnlySpan<byte> font)
    {
        if (font.Length < 12 || !(font.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]) || font.StartsWith("true"u8)))
        {
            return true;
        }

        var tables = new Dictionary<string, (uint Offset, uint Length)>();
        var count = BinaryPrimitives.ReadUInt16BigEndian(font[4..]);
        for (var i = 0; i < count && 12 + ((i + 1) * RecordLength) <= font.Length; i++)
        {
            var record = font.Slice(12 + (i * RecordLength), RecordLength);
            // Of two tables of one name nobody knows which is meant.
            if (i >= MostTables || !tables.TryAdd(Encoding.Latin1.GetString(record[..4]),
                (BinaryPrimitives.ReadUInt32BigEndian(record[8..]), BinaryPrimitives.ReadUInt32BigEndian(record[12..]))))
            {
                return false;
            }
        }

        var head = Table(font, tables, "head");
        var maxp = Table(font, tables, "maxp");
        if (head.Length < 52 || maxp.Length < 6)
        {
            return true;
        }

        var glyphs = BinaryPrimitives.ReadUInt16BigEndian(maxp[4..]);
        return new Glyphs(Table(font, tables, "glyf").ToArray(), Table(font, tables, "loca").ToArray(), BinaryPrimitives.ReadInt16BigEndian(head[50..]) == 0, glyphs).AreFinite();
    }

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> font, Dictionary<string, (uint Offset, uint Length)> tables, string tag) =>
        // To the font's end, for a length that lies binds nobody.
        tables.TryGetValue(tag, out var place) && place.Offset < font.Length ? font[(int)place.Offset..] : default;

    private sealed class Glyphs(byte[] data, byte[] places, bool isShort, int count)
    {
        private const int Moves = 0x0020;
        private const int Words = 0x0001;
        private const int Scale = 0x0008;
        private const int TwoScales = 0x0040;
        private const int Matrix = 0x0080;

        private readonly int[] sizes = new int[count];

        public bool AreFinite()
        {
            for (var glyph = 0; glyph < count; glyph++)
            {
                if (Size(glyph, 0) > MostParts)
                {
                    return false;
                }
            }

            return true;
        }

        private int Size(int glyph, int depth)
        {
            if (depth > Deepest)
            {
                return MostParts + 1;
            }

            if (glyph >= count || sizes[glyph] > 0)
            {
                return glyph >= count ? 1 : sizes[glyph];
            }

            var size = 1;
            foreach (var part in Parts(glyph))
            {
                size += Size(part, depth + 1);
                if (size > MostParts)
                {
                    return MostParts + 1;
                }
            }

            return sizes[glyph] = size;
        }

        private IEnumerable<int> Parts(int glyph)
        {
            var at = Place(glyph);
            if (at < 0 || at + 10 > data.Length || BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at)) >= 0)
            {
                yield break;
            }

            at += 10;
            for (var flags = Moves; (flags & Moves) != 0 && at + 4 <= data.Length;)
            {
                flags = BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
                yield return BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at + 2));
                at += 4 + ((flags & Words) != 0 ? 4 : 2)
                    + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            }
        }

        private int Place(int glyph)
        {
            var at = glyph * (isShort ? 2 : 4);
            if (at + (isShort ? 2 : 4) > places.Length)
            {
                return -1;
            }

            var place = isShort ? BinaryPrimitives.ReadUInt16BigEndian(places.AsSpan(at)) * 2L : BinaryPrimitives.ReadUInt32BigEndian(places.AsSpan(at));
            return place < data.Length ? (int)place : -1;
        }
    }
}
