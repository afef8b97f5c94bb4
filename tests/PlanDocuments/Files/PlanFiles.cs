using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments.Files;

namespace KGPlanGraph.Tests.PlanDocuments.Files;

/// <summary>Makes files as offices have them.</summary>
internal static partial class PlanFiles
{
    /// <summary>The plan of 2022 as paragraphs of lines, each line bold or not.</summary>
    public static IEnumerable<List<(string Text, bool IsBold)>> FirstPlanParagraphs()
    {
        foreach (var block in FirstPlan.Text.Replace("*Ưm*", "", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var isBold = block.TrimStart('#', ' ', '\n').StartsWith("**", StringComparison.Ordinal) && block.Trim().EndsWith("**", StringComparison.Ordinal);
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => (line.TrimStart('#', ' ').Replace("*", "", StringComparison.Ordinal), isBold)).ToList();
            if (lines.Count > 0)
            {
                yield return lines;
            }
        }
    }

    public static PlanFileResult Read(byte[] file, string? name = null, string? mediaType = null) =>
        PlanFile.Read(file, name, mediaType, CancellationToken.None);

    public static string Text(byte[] file, string? name = null, string? mediaType = null)
    {
        var result = Read(file, name, mediaType);
        Assert.True(result.IsRead, result.Refusal?.English);
        return result.Text;
    }

    /// <summary>A .docx with these blocks in its body, styles and numbering as XML where they are given.</summary>
    public static byte[] Word(IEnumerable<OpenXmlElement> blocks, string? numbering = null, string? styles = null)
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var part = word.AddMainDocumentPart();
            part.Document = new Document(new Body(blocks));
            if (numbering is not null)
            {
                part.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(numbering);
            }

            if (styles is not null)
            {
                part.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(styles);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A .docx whose body is this XML; prefix w.</summary>
    public static byte[] WordOf(string body, string? numbering = null, string? styles = null) =>
        Word(new Body($"<w:body xmlns:w=\"{W}\">{body}</w:body>").ChildElements.Select(child => child.CloneNode(true)).ToList(), numbering, styles);

    public const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static byte[] FirstPlanAsWord() => Word(FirstPlanParagraphs().Select(lines =>
    {
        var runs = lines.SelectMany((line, i) => (OpenXmlElement[])[.. i > 0 ? [new Run(new Break())] : (OpenXmlElement[])[], RunOf(line.Text, line.IsBold)]);
        return new Paragraph(runs);
    }));

    public static Run RunOf(string text, bool isBold = false)
    {
        var run = new Run(new DocumentFormat.OpenXml.Wordprocessing.Text(text) { Space = SpaceProcessingModeValues.Preserve });
        run.RunProperties = isBold ? new RunProperties(new Bold()) : null;
        return run;
    }

    public static string FirstPlanAsHtml()
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>x</title><style>body{font:14pt/1.3 serif}</style></head><body>\n");
        foreach (var lines in FirstPlanParagraphs())
        {
            var inner = string.Join("<br>\n", lines.Select(line => WebUtility.HtmlEncode(line.Text)));
            html.Append("<p>").Append(lines[0].IsBold ? $"<b>{inner}</b>" : inner).Append("</p>\n");
        }

        return html.Append("<script>document.write('a) no')</script></body></html>").ToString();
    }

    public static string FirstPlanAsText() => Marks().Replace(FirstPlan.Text.Replace("*Ưm*", "", StringComparison.Ordinal), "");

    /// <summary>What Chromium prints of a page.</summary>
    public static async Task<byte[]> PdfAsync(string html, bool withHeads = false)
    {
        var folder = Directory.CreateTempSubdirectory("kg-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            var pdf = Path.Combine(folder.FullName, "page.pdf");
            await File.WriteAllTextAsync(page, html);
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", $"--user-data-dir={folder.FullName}/profile", .. withHeads ? [] : (string[])["--no-pdf-header-footer"],
                    $"--print-to-pdf={pdf}", $"file://{page}"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(File.Exists(pdf), await error);
            return await File.ReadAllBytesAsync(pdf);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>An archive of these files.</summary>
    public static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    [GeneratedRegex("[*#]")]
    private static partial Regex Marks();
}
