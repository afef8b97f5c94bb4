using System.Globalization;
using System.IO.Compression;
using System.Text;
using KGPlanGraph.PlanDocuments.Files;

namespace KGPlanGraph.Tests.PlanDocuments.Files;

/// <summary>What cannot be read is refused at once, in one sentence that tells the way out.</summary>
public sealed class RefusedFileTests
{
    private const long MostAllocated = 1L << 30;

    private static readonly byte[] ContentTypes = Encoding.UTF8.GetBytes(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
        + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" "
        + "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");

    private static readonly byte[] Relationships = Encoding.UTF8.GetBytes(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Target=\"word/document.xml\" "
        + "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>");

    // Made in the test: the runner writes out what it finds in theory data.
    private static readonly Dictionary<string, (string Sentence, Func<byte[]> File)> Refused = new()
    {
        ["old Word"] = ("soffice --headless --convert-to docx file.doc", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]),
        ["encrypted Word"] = ("password", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")]),
        ["encrypted PDF"] = ("password", () => Pdf("BT ET", trailer: "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 "
            + $"/O <{Repeat("41", 32)}> /U <{Repeat("42", 32)}> >> /ID [<{Repeat("43", 16)}> <{Repeat("43", 16)}>]")),
        ["UTF-16 without a mark"] = ("in UTF-16 with a byte order mark", () => Encoding.Unicode.GetBytes("KẾ HOẠCH\nPhát triển công nghiệp năm 2022")),
        ["a paragraph beyond measure"] = ("1,000,000 characters", () => Docx("<w:document xmlns:w=\"" + PlanFiles.W + "\"><w:body><w:p><w:r><w:t>"
            + Repeat("Giao Sở A. ", 1_800_000) + "</w:t></w:r></w:p></w:body></w:document>")),
        ["200,000 list items"] = ("1,000,000 characters", () => Encoding.UTF8.GetBytes("<html><ul>" + Repeat("<li>việc</li>", 200_000) + "</ul>")),
        ["200,000 cells"] = ("1,000,000 characters", () => Encoding.UTF8.GetBytes("<html><table>" + Repeat("<tr><td>việc<td>việc<td>việc<td>việc", 50_000) + "</table>")),
        ["RTF"] = ("soffice --headless --convert-to docx file.rtf", () => "{\\rtf1 plan}"u8.ToArray()),
        ["another archive"] = ("archive without a Word document", () => PlanFiles.Zip(("mimetype", "application/vnd.oasis.opendocument.text"u8.ToArray()))),
        ["half a Word document"] = ("damaged", () => PlanFiles.FirstPlanAsWord()[..2000]),
        ["no text"] = ("neither text nor Word", () => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]),
        ["a broken PDF"] = ("damaged", () => Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj << /Type /Catalog")),
        ["nothing"] = ("no text", () => []),
        ["20 MiB of nothing"] = ("neither text nor Word", () => new byte[PlanFile.MaxBytes]),
        ["20 MiB of spaces"] = ("no text", () => Enumerable.Repeat((byte)' ', PlanFile.MaxBytes).ToArray()),
        ["more than 20 MiB"] = ("larger than 20 MiB", () => new byte[PlanFile.MaxBytes + 1]),
        ["a scan"] = ("ocrmypdf", () => Pdf("q 100 0 0 100 0 0 cm /Im1 Do Q")),
        ["entities"] = ("damaged", () => Docx("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><w:document xmlns:w=\"" + PlanFiles.W + "\"><w:body>&b;</w:body></w:document>")),
        ["a thousand tables in each other"] = ("nests too deep", () => Docx("<w:document xmlns:w=\"" + PlanFiles.W + "\"><w:body>" + Repeat("<w:tbl><w:tr><w:tc>", 1000)
            + Repeat("</w:tc></w:tr></w:tbl>", 1000) + "</w:body></w:document>")),
        ["a bomb in an archive"] = ("unpacks to far more", () => PlanFiles.Zip(("[Content_Types].xml", ContentTypes), ("word/media/a.png", new byte[200_000_000]))),
        ["a bomb in a PDF"] = ("unpacks to far more", () => Pdf(null, Deflated(new byte[200_000_000]), "/Filter /FlateDecode")),
        ["marks without end"] = ("The file holds no text;", () => Encoding.UTF8.GetBytes("<html>" + string.Concat(Enumerable.Range(0, 200).Select(i => $"<font size={i}>")) + Repeat("<p>", 400))),
    };

    public static TheoryData<string> Names => new(Refused.Keys);

    /// <summary>One of the files.</summary>
    internal static byte[] Make(string what) => Refused[what].File();

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_refused_with_the_way_out(string what)
    {
        var (sentence, make) = Refused[what];
        var file = make();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = PlanFiles.Read(file);

        // How much is made of it says how far it was read, whatever else the machine does.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);

        Assert.False(result.IsRead, what);
        Assert.Contains(sentence, result.Refusal!.Value.English, StringComparison.Ordinal);
        Assert.NotEqual(result.Refusal.Value.English, result.Refusal.Value.Vietnamese);
    }

    [Fact]
    public void A_reading_ends_with_its_caller()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => PlanFile.Read(PlanFiles.FirstPlanAsWord(), "a.docx", null, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => PlanFile.Read(Encoding.UTF8.GetBytes(PlanFiles.FirstPlanAsHtml()), "a.html", null, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => PlanFile.Read(Pdf("BT ET"), "a.pdf", null, cancelled.Token));
    }

    [Fact]
    public void Damage_anywhere_is_a_refusal_and_never_a_fault()
    {
        var random = new Random(17);
        foreach (var whole in (byte[][])[PlanFiles.FirstPlanAsWord(), Pdf("BT /F1 12 Tf (a) Tj ET"), Encoding.UTF8.GetBytes(PlanFiles.FirstPlanAsHtml())])
        {
            for (var round = 0; round < 40; round++)
            {
                var damaged = whole.ToArray();
                for (var i = 0; i < 8; i++)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                var result = PlanFiles.Read(round % 2 == 0 ? damaged : damaged[..random.Next(damaged.Length)]);
                Assert.True(result.IsRead || result.Refusal is not null);
            }
        }
    }

    private static byte[] Docx(string document) =>
        PlanFiles.Zip(("[Content_Types].xml", ContentTypes), ("_rels/.rels", Relationships), ("word/document.xml", Encoding.UTF8.GetBytes(document)));

    private static byte[] Deflated(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var deflate = new ZLibStream(stream, CompressionLevel.Optimal))
        {
            deflate.Write(bytes);
        }

        return stream.ToArray();
    }

    /// <summary>A PDF of one page with this content, and a picture that it may draw.</summary>
    private static byte[] Pdf(string? content, byte[]? bytes = null, string filter = "", string trailer = "")
    {
        using var stream = new MemoryStream();
        var places = new List<long>();
        Write("%PDF-1.4\n");
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im1 5 0 R >> >> >>");
        bytes ??= Encoding.ASCII.GetBytes(content!);
        places.Add(stream.Position);
        Write($"4 0 obj\n<< /Length {bytes.Length} {filter} >>\nstream\n");
        stream.Write(bytes);
        Write("\nendstream\nendobj\n");
        places.Add(stream.Position);
        Write("5 0 obj\n<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream\nendobj\n");
        var table = stream.Position;
        Write("xref\n0 6\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            Write(place.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        }

        Write($"trailer\n<< /Size 6 /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return stream.ToArray();

        void Write(string text) => stream.Write(Encoding.ASCII.GetBytes(text));

        void Object(string text)
        {
            places.Add(stream.Position);
            Write($"{places.Count} 0 obj\n{text}\nendobj\n");
        }
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    [Fact]
    public void Nested_blocks_of_a_page_are_read_or_refused_in_time()
    {
        // How far the parser comes in its time is the machine's affair; that it ends, and what it says then, is ours.
        var result = PlanFiles.Read(Encoding.UTF8.GetBytes("<html>" + Repeat("<div>", 100_000) + "x"));

        Assert.True(result.IsRead ? result.Text!.Contains('x', StringComparison.Ordinal) : result.Refusal is not null);
    }
}
