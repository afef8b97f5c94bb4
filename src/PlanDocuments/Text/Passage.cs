using System.Globalization;
using System.Text;

namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>A stretch of running text, cut into tokens, that knows from which lines it came.</summary>
internal sealed class Passage
{
    private readonly List<(int Offset, int Line)> lines = [];

    /// <summary>Joins the lines of <paramref name="paragraphs"/> with single spaces.</summary>
    public Passage(IReadOnlyList<Paragraph> paragraphs)
    {
        var text = new StringBuilder();
        var breaks = new List<int>();
        foreach (var paragraph in paragraphs)
        {
            breaks.Add(text.Length + (text.Length > 0 ? 1 : 0));
            foreach ((var number, var part) in paragraph.Lines)
            {
                TornLines.Join(text, part);
                lines.Add((text.Length, number));
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
        var offset = Tokens.Count == 0 ? 0 : Tokens[Math.Clamp(token, 0, Tokens.Count - 1)].Start;
        var at = lines.BinarySearch((offset, int.MaxValue));
        return lines.Count == 0 ? 1 : lines[Math.Max(0, (at < 0 ? ~at : at) - 1)].Line;
    }

    /// <summary>A dash with blanks around it parts clauses; one without joins words.</summary>
    public bool IsParting(int i) => Key(i) is "→" || (Key(i) == "-" && !Breaks(i) && !IsGlued(i) && !IsGlued(i + 1));

    /// <summary>A full stop that ends a sentence: not in a number, not in "...", not behind "TP", "P" and the like.</summary>
    public bool EndsSentence(int i)
    {
        if (Key(i) != "." || i + 1 >= Count || Tokens[i + 1].Breaks)
        {
            return Key(i) == ".";
        }

        if (IsGlued(i + 1) && Tokens[i + 1].IsWord)
        {
            return false;
        }

        var abbreviation = i > 0 && IsGlued(i) && Tokens[i - 1] is
        {
            IsUpper: true,
            Key: "tp" or "p" or "q" or "h" or "tx" or "tt" or "ths" or "ts" or "kt" or "tm"
        };
        return !abbreviation && (Tokens[i + 1].IsUpper || !Tokens[i + 1].IsWord || char.IsDigit(Text[Tokens[i + 1].Start]));
    }

    /// <summary>A token with which a clause may begin.</summary>
    public bool StartsClause(int i) => Breaks(i) || Key(i - 1) is ";" or ":" || EndsSentence(i - 1) || (Key(i - 1) is "-" or "+" or "•" or "*" && (Breaks(i - 1) || Key(i - 2) is ";" or "." or ":"));

    /// <summary>The end of the sentence that holds the token: behind it stands a full stop, a break, or nothing.</summary>
    public int SentenceEnd(int i)
    {
        for (i++; i < Count; i++)
        {
            if (Tokens[i].Breaks || EndsSentence(i))
            {
                return i;
            }
        }

        return Count;
    }

    private static List<Token> Tokenize(string text, List<int> breaks)
    {
        var tokens = new List<Token>(text.Length / 5);
        var nextBreak = 0;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == ' ')
            {
                i++;
                continue;
            }

            var start = i;
            var isWord = IsWordCharacter(text[i]);
            do
            {
                i++;
            }
            while (isWord && i < text.Length && IsWordCharacter(text[i]));
            var span = text.AsSpan(start, i - start);
            var isBreak = nextBreak < breaks.Count && start >= breaks[nextBreak];
            while (nextBreak < breaks.Count && start >= breaks[nextBreak])
            {
                nextBreak++;
            }

            tokens.Add(new Token(start, i, isWord ? WordKey.Of(span) : SignKey(span[0]), isWord, char.IsUpper(span[0]), isBreak));
        }

        return tokens;
    }

    private static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static string SignKey(char c) => c is '–' or '—' or '−' or '‐' ? "-" : c is '“' or '”' or '«' or '»' ? "\"" : c is '[' ? "(" : c is ']' ? ")" : c.ToString();
}

/// <summary>A word or a sign of a passage.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last.</param>
/// <param name="Key">What it is compared by: lower case, the tone at the end, so that "Ủy" and "Uỷ" are one.</param>
/// <param name="IsWord">Letters or digits.</param>
/// <param name="IsUpper">Begins with a capital.</param>
/// <param name="Breaks">First of a paragraph or a sub-bullet: nothing reaches over it.</param>
internal readonly record struct Token(int Start, int End, string Key, bool IsWord, bool IsUpper, bool Breaks);

/// <summary>A closed list of phrases.</summary>
internal sealed class Phrases
{
    private readonly PhraseTree<bool> tree = new();

    public Phrases(params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            tree.Add(phrase, true);
        }
    }

    /// <summary>Length in tokens of the longest phrase at the place; 0 where there is none.</summary>
    public int At(Passage passage, int at) => tree.Longest(passage, at).Length;
}

/// <summary>A paragraph or a sub-bullet: one or more lines of the source that run on.</summary>
internal sealed class Paragraph(int number, string text)
{
    public List<(int Number, string Text)> Lines { get; } = [(number, text)];

    public int Line => Lines[0].Number;

    public string Text
    {
        get
        {
            if (Lines is [var only])
            {
                return only.Text;
            }

            var text = new StringBuilder();
            foreach ((_, var part) in Lines)
            {
                TornLines.Join(text, part);
                text.Append(part);
            }

            return text.ToString();
        }
    }

    /// <summary>Whether a sentence or list member ends with its last line.</summary>
    public bool IsTerminated => Lines[^1].Text is { Length: > 0 } last && last[^1] is '.' or ';' or ':' or '!' or '?' or '”' or '"';
}

/// <summary>A line of the source in NFC and without markdown.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Wide">With its inner white space: runs of it part columns.</param>
/// <param name="Text">White space collapsed.</param>
/// <param name="IsHeading">A markdown heading at any level.</param>
/// <param name="IsBold">All of it is bold.</param>
internal readonly record struct SourceLine(int Number, string Wide, string Text, bool IsHeading, bool IsBold)
{
    public bool IsBlank => Text.Length == 0;

    /// <summary>Its cells where it is a row of a table.</summary>
    public IReadOnlyList<string>? Cells { get; init; }

    /// <summary>A blank line that only a page's end has brought: the sentence runs on over it.</summary>
    public bool IsTorn { get; init; }

    /// <summary>The parts of a line that was set in columns or table cells.</summary>
    public IEnumerable<string> Columns()
    {
        var start = 0;
        for (var i = 0; i < Wide.Length; i++)
        {
            var end = i;
            while (i < Wide.Length && Wide[i] is ' ' or '\t')
            {
                i++;
            }

            if (i - end < 3 && (i == end || Wide.IndexOf('\t', end, i - end) < 0))
            {
                continue;
            }

            if (end > start)
            {
                yield return SourceText.Collapse(Wide[start..end]);
            }

            start = i;
        }

        if (start < Wide.Length)
        {
            yield return SourceText.Collapse(Wide[start..]);
        }
    }
}
