using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// Turns a file into the text that <see cref="PlanDocumentReader"/> takes. The bytes decide what a file is; its name and media type only tell
/// plain text, Markdown and HTML apart. Headings, numbers that Word counts, tables and whole bold lines are written out as Markdown.
/// </summary>
public static class PlanFile
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>The longest text that is read; a plan of 2,000 items has about half of it.</summary>
    public const int MaxCharacters = 1_000_000;

    /// <summary>The media types that a file may be sent as.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = ["text/plain", "text/markdown", "text/html", WordType, PdfType];

    private const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string PdfType = "application/pdf";

    /// <summary>Reads the file to its end. Never throws for what the file holds: what cannot be read is a refusal.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="name">The file's name; null where it has none.</param>
    /// <param name="mediaType">The media type it was sent as, without parameters; null where nobody said.</param>
    /// <param name="cancellationToken">Ends it, also inside of large parts.</param>
    /// <exception cref="IOException">The stream broke off.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<PlanFileResult> ReadAsync(Stream file, string? name, string? mediaType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var bytes = await ReadBytesAsync(file, cancellationToken);
        return bytes is null ? PlanFileResult.Refused(FileRefusals.TooLarge) : Read(bytes, name, mediaType, cancellationToken);
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static PlanFileResult Read(byte[] file, string? name, string? mediaType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return file.Length > MaxBytes ? PlanFileResult.Refused(FileRefusals.TooLarge) : ReadKind(file, name, mediaType, cancellationToken);
        }
        catch (FileRefusedException refusal)
        {
            return PlanFileResult.Refused(refusal.Reason);
        }
    }

    private static PlanFileResult ReadKind(byte[] file, string? name, string? mediaType, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> start = file.AsSpan(0, Math.Min(file.Length, 1024));
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
        {
            return Checked(WordFile.Read(file, cancellationToken));
        }

        if (start.IndexOf("%PDF-"u8) >= 0)
        {
            var (pdf, note) = PdfFile.Read(file, cancellationToken);
            return Checked(pdf, note);
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            // Word encrypts a .docx into the container of the old .doc.
            throw new FileRefusedException(file.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? FileRefusals.Encrypted : FileRefusals.OldWord);
        }

        if (start.StartsWith("{\\rtf"u8))
        {
            throw new FileRefusedException(FileRefusals.RichText);
        }

        return ReadText(file, name, mediaType, cancellationToken);
    }

    private static PlanFileResult ReadText(byte[] file, string? name, string? mediaType, CancellationToken cancellationToken)
    {
        var extension = Path.GetExtension(name ?? "").ToLowerInvariant();
        var (text, isAssumed) = TextFile.Decode(file, extension is ".docx" or ".pdf" ? FileRefusals.Broken : FileRefusals.NoText);
        var notes = isAssumed ? FileRefusals.AssumedEncoding : (Wording?)null;
        var start = text.AsSpan().TrimStart();
        if (extension is ".html" or ".htm" or ".xhtml" || mediaType is "text/html" or "application/xhtml+xml"
            || start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return Checked(HtmlFile.Read(text, cancellationToken), notes);
        }

        var isMarkdown = mediaType is "text/markdown" || (mediaType is not "text/plain" && extension is not ".txt" and not ".text");
        return Checked(text, notes, isMarkdown ? PlanDocumentFormat.Markdown : PlanDocumentFormat.PlainText);
    }

    private static PlanFileResult Checked(string text, Wording? note = null, PlanDocumentFormat format = PlanDocumentFormat.Markdown)
    {
        if (text.Length > MaxCharacters)
        {
            throw new FileRefusedException(string.IsNullOrWhiteSpace(text) ? FileRefusals.Empty : FileRefusals.TooLong);
        }

        return string.IsNullOrWhiteSpace(text) ? throw new FileRefusedException(FileRefusals.Empty)
            : new PlanFileResult { Text = text, Format = format, Note = note };
    }

    private static async Task<byte[]?> ReadBytesAsync(Stream file, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        while (await file.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > MaxBytes)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}

/// <summary>A file's text, or why there is none.</summary>
public sealed record PlanFileResult
{
    /// <summary>The text; null where the file is refused.</summary>
    public string? Text { get; init; }

    /// <summary>How the text is written.</summary>
    public PlanDocumentFormat Format { get; init; }

    /// <summary>What was assumed about the file and a person should know; null where nothing was.</summary>
    public Wording? Note { get; init; }

    /// <summary>Why the file cannot be read, with the way out; null where it was read.</summary>
    public Wording? Refusal { get; init; }

    /// <summary>True where the file was read.</summary>
    [MemberNotNullWhen(true, nameof(Text))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsRead => Text is not null;

    internal static PlanFileResult Refused(Wording reason) => new() { Refusal = reason };
}
