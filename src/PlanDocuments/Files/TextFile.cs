using System.Text;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>Decodes text: UTF-16 by its byte order mark, UTF-8, and what is neither as Windows-1258, which Vietnamese offices used before.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="file">The bytes.</param>
    /// <param name="noText">What to say where they are no text.</param>
    /// <returns>The text, and whether its encoding was only assumed.</returns>
    /// <exception cref="FileRefusedException">It is no text.</exception>
    public static (string Text, bool IsAssumed) Decode(ReadOnlySpan<byte> file, Wording noText)
    {
        var (text, isAssumed) = DecodeAny(file);
        // No database keeps U+0000, and no text has it.
        return text is null || text.Contains('\0', StringComparison.Ordinal) ? throw new FileRefusedException(noText) : (text, isAssumed);
    }

    private static (string? Text, bool IsAssumed) DecodeAny(ReadOnlySpan<byte> file)
    {
        if (file is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            var encoding = new UnicodeEncoding(bigEndian: file[0] == 0xFE, byteOrderMark: true, throwOnInvalidBytes: true);
            return (Strict(encoding, file[2..]), false);
        }

        if (Strict(Utf8, file is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file) is { } text)
        {
            return (text, false);
        }

        // Bytes below 32 that no text has: a program, a picture, UTF-16 without its mark.
        if (file.ContainsAnyInRange((byte)0, (byte)8) || file.ContainsAnyInRange((byte)14, (byte)26))
        {
            return (null, false);
        }

        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;
        return (windows.GetString(file).Normalize(NormalizationForm.FormC), true);
    }

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> file)
    {
        try
        {
            return encoding.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
