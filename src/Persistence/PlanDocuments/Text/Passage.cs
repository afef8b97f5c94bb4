using System.Globalization;
using System.Text;

namespace KGPlanGraph.Persistence.PlanDocuments.Text;

/// <summary>A stretch of running text, cut into tokens, that knows from which lines it came.</summary>
internal sealed class Passage
{
    private readonly List<(int Offset, int Line)> _lines = [];

    /// <summary>Joins the lines of <paramref name="paragraphs"/> with single spaces.</summary>
    public Passage(IReadOnlyList<Paragraph> paragraphs)
    {
        var text = new StringBuilder();
        var breaks = new List<int>();
        foreach (Paragraph paragraph in paragraphs)
        {
            breaks.Add(text.Length + (text.Length > 0 ? 1 : 0));
            foreach ((int number, string part) in paragraph.Lines)
            {
                if (text.Length > 0) text.Append(' ');
                _lines.Add((text.Length, number));
                text.Append(part);
            }
        }

        Text = text.ToString();
        Tokens = Tokenize(Text, breaks);
    }

    public Passage(string text, int line = 1)
        : this([new Paragraph(line, text)])
    {
    }

    public string Text { get; }

    public IReadOnlyList<Token> Tokens { get; }

    public int Count => Tokens.Count;

    /// <summary>The token's key; empty outside the passage.</summary>
    public string Key(int i) => i >= 0 && i < Tokens.Count ? Tokens[i].Key : "";

    public bool IsUpper(int i) => i >= 0 && i < Tokens.Count && Tokens[i].IsUpper;

    public bool Breaks(int i) => i <= 0 || i >= Tokens.Count || Tokens[i].Breaks;

    /// <summary>The text of the tokens from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public string Slice(int start, int end) => end <= start ? "" : Text[Tokens[start].Start..Tokens[end - 1].End];

    /// <summary>No white space parts the token from the one before.</summary>
    public bool IsGlued(int i) => i > 0 && i < Tokens.Count && Tokens[i].Start == Tokens[i - 1].End;

    public int LineOf(int token)
    {
        int offset = Tokens.Count == 0 ? 0 : Tokens[Math.Clamp(token, 0, Tokens.Count - 1)].Start;
        int at = _lines.BinarySearch((offset, int.MaxValue));
        return _lines.Count == 0 ? 1 : _lines[Math.Max(0, (at < 0 ? ~at : at) - 1)].Line;
    }

    /// <summary>A full stop that ends a sentence: not in a number, not in "...", not behind "TP", "P" and the like.</summary>
    public bool EndsSentence(int i)
    {
        if (Key(i) != "." || i + 1 >= Count || Tokens[i + 1].Breaks) return Key(i) == ".";
        if (IsGlued(i + 1) && Tokens[i + 1].IsWord) return false;
        bool abbreviation = i > 0 && IsGlued(i) && Tokens[i - 1] is
        {
            IsUpper: true,
            Key: "tp" or "p" or "q" or "h" or "tx" or "tt" or "ths" or "ts" or "kt" or "tm"
        };
        return !abbreviation && (Tokens[i + 1].IsUpper || !Tokens[i + 1].IsWord || char.IsDigit(Text[Tokens[i + 1].Start]));
    }

    /// <summary>A token with which a clause may begin.</summary>
    public bool StartsClause(int i) => Breaks(i) || Key(i - 1) is ";" or ":" || EndsSentence(i - 1) || (Key(i - 1) is "-" or "+" or "•" && Breaks(i - 1));

    /// <summary>The end of the sentence that holds the token: behind it stands a full stop, a break, or nothing.</summary>
    public int SentenceEnd(int i)
    {
        for (i++; i < Count; i++)
        {
            if (Tokens[i].Breaks || EndsSentence(i)) return i;
        }

        return Count;
    }

    private static List<Token> Tokenize(string text, List<int> breaks)
    {
        var tokens = new List<Token>(text.Length / 5);
        int nextBreak = 0;
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == ' ')
            {
                i++;
                continue;
            }

            int start = i;
            bool isWord = IsWordCharacter(text[i]);
            do i++;
            while (isWord && i < text.Length && IsWordCharacter(text[i]));
            ReadOnlySpan<char> span = text.AsSpan(start, i - start);
            bool isBreak = nextBreak < breaks.Count && start >= breaks[nextBreak];
            while (nextBreak < breaks.Count && start >= breaks[nextBreak]) nextBreak++;
            tokens.Add(new Token(start, i, isWord ? WordKey.Of(span) : SignKey(span[0]), isWord, char.IsUpper(span[0]), isBreak));
        }

        return tokens;
    }

    private static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static string SignKey(char c) => c is '–' or '—' or '−' or '‐' ? "-" : c is '“' or '”' or '«' or '»' ? "\"" : c.ToString();
}
