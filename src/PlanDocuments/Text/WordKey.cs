using System.Collections.Frozen;
using System.Text;

namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>
/// The key by which words are compared. Vietnamese is written with two customs of placing the tone (Ủy, Uỷ; hóa, hoá):
/// the key carries the tone as a digit behind the letters.
/// </summary>
internal static class WordKey
{
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";
    private static readonly FrozenDictionary<char, (char Letter, char Tone)> Toned = Table();

    public static string Of(ReadOnlySpan<char> word)
    {
        var key = word.Length < 256 ? stackalloc char[word.Length + 1] : new char[word.Length + 1];
        var tone = '\0';
        for (var i = 0; i < word.Length; i++)
        {
            var lower = char.ToLowerInvariant(word[i]);
            var isToned = Toned.TryGetValue(lower, out var parts);
            key[i] = isToned ? parts.Letter : lower;
            if (isToned)
            {
                tone = parts.Tone;
            }
        }

        if (tone == '\0')
        {
            return key[..word.Length].ToString();
        }

        key[word.Length] = tone;
        return key.ToString();
    }

    private static FrozenDictionary<char, (char Letter, char Tone)> Table() =>
        (from letter in "aăâeêioôơuưy"
         from tone in Tones
         let toned = $"{letter}{tone}".Normalize(NormalizationForm.FormC)
         where toned.Length == 1
         select (toned[0], (letter, (char)('1' + Tones.IndexOf(tone))))).ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);
}
