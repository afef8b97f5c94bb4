using System.Buffers.Binary;
using System.Text;
using KGPlanGraph.PlanDocuments.Files;

namespace KGPlanGraph.Tests.PlanDocuments.Files;

/// <summary>A glyph that is composed of itself would end the process.</summary>
public sealed class PdfFontsTests
{
    [Theory]
    [InlineData(new[] { 0 }, true)]
    [InlineData(new[] { 0, 0 }, true)]
    [InlineData(new[] { 0, 1 }, false)]
    [InlineData(new[] { 0, 2, 1 }, false)]
    [InlineData(new[] { 0, 0, 1, 2 }, true)]
    public void A_font_is_safe_where_its_glyphs_end(int[] partOf, bool isSafe) => Assert.Equal(isSafe, PdfFonts.IsSafe(Font(partOf)));

    [Fact]
    public void What_is_no_font_is_passed_on()
    {
        Assert.True(PdfFonts.IsSafe("BT /F1 12 Tf (a) Tj ET"u8));
        Assert.True(PdfFonts.IsSafe([]));
        Assert.True(PdfFonts.IsSafe([0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0]));
    }

    /// <summary>Glyph 0 is a simple one; each other is composed of the one that is given, and of glyph 0 where none is.</summary>
    private static byte[] Font(int[] partOf)
    {
        var glyphs = new List<byte>(new byte[12]);
        var places = new List<byte>(Big(0));
        for (var glyph = 1; glyph < partOf.Length; glyph++)
        {
            places.AddRange(Big(glyphs.Count));
            glyphs.AddRange([0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)partOf[glyph], 0, 0]);
        }

        places.AddRange(Big(glyphs.Count));
        var head = new byte[54];
        head[51] = 1;
        (string Tag, byte[] Bytes)[] tables = [("head", head), ("maxp", [0, 1, 0, 0, 0, (byte)partOf.Length]), ("loca", [.. places]), ("glyf", [.. glyphs])];
        var font = new List<byte>([0, 1, 0, 0, 0, (byte)tables.Length, 0, 0, 0, 0, 0, 0]);
        var at = 12 + (16 * tables.Length);
        foreach (var (tag, bytes) in tables)
        {
            font.AddRange([.. Encoding.ASCII.GetBytes(tag), 0, 0, 0, 0, .. Big(at), .. Big(bytes.Length)]);
            at += bytes.Length;
        }

        return [.. font, .. tables.SelectMany(table => table.Bytes)];
    }

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
