using System.Globalization;
using System.Text;

namespace KGPlanGraph.Schema.Operations;

/// <summary>
/// Puts what the specification of September 2025 added into words that GraphQL-Parser knows: descriptions of operations, variables and fragments become
/// blanks, <c>\u{1F3ED}</c> becomes the character. Every token keeps its place, so that locations are those of the text that was sent; only behind an escape of one
/// digit for a control character (<c>\u{1}</c>), which has no equal of its length, the line goes on a place later. What is wrong stays as it is, for the parser to say so.
/// </summary>
internal sealed class DocumentText
{
    // Leading zeros count for nothing, but somewhere an end must be.
    private const int MostDigits = 64;

    private const string Block = "\"\"\"";

    private readonly string text;
    private readonly StringBuilder result = new();
    private int position;

    // Up to where the text stands in the result. It only ever grows at its end: a change in its midst would move the rest for each string.
    private int taken;

    // Open brackets by kind. Descriptions stand outside all, or directly inside the parentheses of an operation's variables.
    private int braces;
    private int parentheses;
    private int brackets;
    private char previous;
    private string? unescaped;

    private DocumentText(string text) => this.text = text;

    /// <summary>The text for the parser.</summary>
    public static string ForParser(string text) => text.Contains('"', StringComparison.Ordinal) ? new DocumentText(text).Run() : text;

    private string Run()
    {
        while (position < text.Length)
        {
            var current = text[position];
            if (current == '#')
            {
                position = text.AsSpan(position).IndexOfAny('\r', '\n') is var length and >= 0 ? position + length : text.Length;
            }
            else if (current == '"')
            {
                Text();
            }
            else
            {
                Token(current);
            }
        }

        return taken == 0 ? text : result.Append(text, taken, text.Length - taken).ToString();
    }

    private void Token(char current)
    {
        position++;
        if (IsIgnored(current))
        {
            return;
        }

        braces += current == '{' ? 1 : current == '}' ? -1 : 0;
        parentheses += current == '(' ? 1 : current == ')' ? -1 : 0;
        brackets += current == '[' ? 1 : current == ']' ? -1 : 0;
        previous = current;
    }

    private void Text()
    {
        var start = position;
        unescaped = null;
        var isBlock = string.CompareOrdinal(text, position, Block, 0, Block.Length) == 0;
        var spare = isBlock ? EndBlock() : EndLine();
        if (IsDescription())
        {
            Blank(start, position);
        }
        else if (unescaped is not null)
        {
            // What the escapes grew shorter is made up for behind the string.
            result.Append(text, taken, start - taken).Append(unescaped).Append(' ', Math.Max(0, spare));
            taken = position;
        }

        previous = '"';
    }

    private int EndBlock()
    {
        position += Block.Length;
        while (position < text.Length)
        {
            if (string.CompareOrdinal(text, position, "\\\"\"\"", 0, 4) == 0)
            {
                position += 4;
            }
            else if (string.CompareOrdinal(text, position, Block, 0, Block.Length) == 0)
            {
                position += Block.Length;
                return 0;
            }
            else
            {
                position++;
            }
        }

        return 0;
    }

    // The string with its escapes of variable width replaced goes to unescaped; returns how much shorter it is.
    private int EndLine()
    {
        var start = position;
        var replaced = new StringBuilder();
        var isReplaced = false;
        replaced.Append(text[position++]);
        while (position < text.Length && text[position] is not ('\r' or '\n'))
        {
            var current = text[position];
            if (current == '\\' && Escape() is var (length, character))
            {
                replaced.Append(character);
                position += length;
                isReplaced = true;
                continue;
            }

            replaced.Append(current);
            position++;
            if (current == '\\' && position < text.Length)
            {
                replaced.Append(text[position++]);
            }
            else if (current == '"')
            {
                break;
            }
        }

        unescaped = isReplaced ? replaced.ToString() : null;
        return position - start - replaced.Length;
    }

    private (int Length, string Character)? Escape()
    {
        if (string.CompareOrdinal(text, position, "\\u{", 0, 3) != 0)
        {
            return null;
        }

        var digits = text.AsSpan(position + 3, Math.Min(MostDigits + 1, text.Length - position - 3));
        var end = digits.IndexOf('}');
        var significant = digits[..Math.Max(0, end)].TrimStart('0');
        var code = 0;
        if (end < 1 || significant.Length > 6
            || !(significant.IsEmpty || int.TryParse(significant, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code))
            || !Rune.IsValid(code))
        {
            return null;
        }

        return (end + 4, code switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            < 0x20 or 0x7F or 0xFEFF => string.Create(CultureInfo.InvariantCulture, $"\\u{code:X4}"),
            _ => new Rune(code).ToString(),
        });
    }

    private bool IsDescription()
    {
        if (braces != 0 || brackets != 0 || parentheses > 1)
        {
            return false;
        }

        var next = Next();
        return parentheses == 1
            ? previous != '=' && next.StartsWith('$')
            : previous is '\0' or '}' && (StartsWith(next, "query") || StartsWith(next, "mutation") || StartsWith(next, "subscription") || StartsWith(next, "fragment"));
    }

    private ReadOnlySpan<char> Next()
    {
        var next = position;
        while (next < text.Length && (IsIgnored(text[next]) || text[next] == '#'))
        {
            next = text[next] == '#' && text.AsSpan(next).IndexOfAny('\r', '\n') is var length
                ? length < 0 ? text.Length : next + length
                : next + 1;
        }

        return text.AsSpan(next);
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string keyword) =>
        text.StartsWith(keyword, StringComparison.Ordinal) && (text.Length == keyword.Length || !(char.IsAsciiLetterOrDigit(text[keyword.Length]) || text[keyword.Length] == '_'));

    private static bool IsIgnored(char character) => character is ' ' or '\t' or '\r' or '\n' or ',' or '\uFEFF';

    private void Blank(int start, int end)
    {
        result.Append(text, taken, start - taken);
        foreach (var character in text.AsSpan(start, end - start))
        {
            result.Append(character is '\r' or '\n' ? character : ' ');
        }

        taken = end;
    }
}
