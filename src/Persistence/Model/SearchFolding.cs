using System.Globalization;
using System.Text;

namespace KGPlanGraph.Persistence.Model;

/// <summary>Texts as searching compares them: lower case, without diacritics, đ as d, white space collapsed; NFC and NFD give the same.</summary>
public static class SearchFolding
{
    /// <summary>Folds one text; <c>Cụm  Công nghiệp</c> → <c>cum cong nghiep</c>. A line feed never remains.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var pendingSpace = false;
        foreach (var letter in WellFormed(text).Normalize(NormalizationForm.FormD))
        {
            if (char.IsWhiteSpace(letter))
            {
                pendingSpace = folded.Length > 0;
                continue;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control)
            {
                continue;
            }

            if (pendingSpace)
            {
                folded.Append(' ');
            }

            pendingSpace = false;
            folded.Append(FoldLetter(letter));
        }

        return folded.ToString();
    }

    /// <summary>A search column: each text folded, a line each, so that no word is found across two of them.</summary>
    public static string FoldAll(IEnumerable<string?> texts) => string.Join('\n', texts.Where(text => text is not null).Select(text => Fold(text!)));

    // A GraphQL string may hold half of a surrogate pair, which cannot be normalised.
    private static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? string.Concat(text.EnumerateRunes()) : text;

    private static char FoldLetter(char letter) => char.ToLowerInvariant(letter) is var lower && lower == 'đ' ? 'd' : lower;
}
