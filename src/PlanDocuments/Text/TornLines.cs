using System.Text;

namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>Joins what a line's end has parted: words with a blank, "kinh tế-" and "xã hội" with their hyphen, and a syllable that was torn ("tr-", "ước") without it.</summary>
internal static class TornLines
{
    /// <summary>Puts between a text and the line that follows it what belongs there; the line itself is the caller's to append.</summary>
    public static void Join(StringBuilder text, ReadOnlySpan<char> line)
    {
        if (text.Length == 0 || line.IsEmpty)
        {
            return;
        }

        var isHyphen = text[^1] is '-' or '\u2010' && text.Length > 1 && char.IsLetter(text[^2]) && char.IsLower(line[0]);
        if (text[^1] == '\u00AD' || (isHyphen && IsTorn(text, line)))
        {
            text.Length--;
        }
        else if (!isHyphen)
        {
            text.Append(' ');
        }
    }

    /// <summary>A Vietnamese syllable has its vowels in one run: a part without any, or vowels on both sides of the hyphen, show that it was torn.</summary>
    private static bool IsTorn(StringBuilder text, ReadOnlySpan<char> line)
    {
        var start = text.Length - 1;
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        var left = text.ToString(start, text.Length - 1 - start);
        var end = 0;
        while (end < line.Length && char.IsLetter(line[end]))
        {
            end++;
        }

        return !HasVowel(left) || !HasVowel(line[..end]) || (IsVowel(left[^1]) && IsVowel(line[0]));
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (IsVowel(letter))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVowel(char letter) => char.ToLowerInvariant(letter.ToString().Normalize(NormalizationForm.FormD)[0]) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
