using System.Globalization;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>What a text of an input may be like.</summary>
internal static class InputText
{
    /// <summary>True for a text in which nothing can be seen.</summary>
    public static bool IsBlank(string text) =>
        text.All(character => char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format);

    /// <summary>The text as it is kept: NFC, without white space at its ends.</summary>
    public static string Tidy(string text) => text.Normalize().Trim();

    /// <summary>What is wrong with a text; null where nothing is.</summary>
    public static LocalizedText? FaultIn(string text, TextLength length, string path)
    {
        var characters = text.EnumerateRunes().Count();
        if (characters > (int)length)
        {
            return new(
                $"{path} may have at most {(int)length} characters, and has {characters}.", $"{path} được dài nhất {(int)length} ký tự, đang có {characters}.");
        }

        if (!text.Any(character => char.IsControl(character) && !(length == TextLength.Long && character is '\n' or '\r' or '\t')))
        {
            return null;
        }

        return length == TextLength.Long
            ? new($"{path} may not contain control characters.", $"{path} không được chứa ký tự điều khiển.")
            : new($"{path} may not contain control characters or line breaks.", $"{path} không được chứa ký tự điều khiển hay xuống dòng.");
    }
}

/// <summary>How long a text of an input may be, in characters.</summary>
internal enum TextLength
{
    /// <summary>One line: titles, names, codes, phases.</summary>
    Short = 500,

    /// <summary>Running text, which may have several lines.</summary>
    Long = 20_000,
}
