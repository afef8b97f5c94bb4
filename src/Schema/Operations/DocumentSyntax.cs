using System.Buffers;
using System.Text;
using GraphQLParser;
using GraphQLParser.Exceptions;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Schema.Operations;

/// <summary>
/// Finds the first syntax error of a document in time that grows with its length alone. The library composes its message from the whole line around
/// an error, in quadratic time: a minute for a line of 256 KiB. So its grammar judges a copy with one token a line and without the contents of
/// strings, which are checked here, and the place is found again from the number of the line. A document that passes is then parsed as it is.
/// </summary>
/// <remarks>Only for texts that have passed <see cref="DocumentLimits"/>, which bound the number of tokens, names and numbers.</remarks>
internal ref struct DocumentSyntax(ReadOnlySpan<char> text)
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly SearchValues<char> Ignored = SearchValues.Create(" \t\r\n,\uFEFF");
    // What ends a run of plain characters in a string: a quote, a backslash, a line's end and the other control characters.
    private static readonly SearchValues<char> StringSigns = SearchValues.Create("\"\\" + string.Concat(Enumerable.Range(0, ' ').Select(code => (char)code)));
    private static readonly SearchValues<char> NameChars = SearchValues.Create("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly SearchValues<char> NumberChars = SearchValues.Create("+-.0123456789eE");

    private static readonly SearchValues<char> HexChars = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly ReadOnlySpan<char> text = text;
    private readonly StringBuilder copy = new(Math.Min(text.Length * 2, 1 << 16));
    private readonly List<int> starts = [];
    private int position;

    /// <summary>Null, or the first error with its location.</summary>
    public static GraphQLError? Check(ReadOnlySpan<char> text) => new DocumentSyntax(text).Run();

    private GraphQLError? Run()
    {
        while (position < text.Length)
        {
            if (Next() is { } error)
            {
                return error;
            }
        }

        try
        {
            Parser.Parse(copy.ToString(), DocumentLimits.Parsing);
            return null;
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            var token = fault.Location.Line - 1;
            return Error(
                token < starts.Count ? Math.Min(starts[token] + fault.Location.Column - 1, text.Length) : text.Length,
                fault.Description, "Sai cú pháp GraphQL: " + fault.Description);
        }
        catch (GraphQLMaxDepthExceededException fault)
        {
            return new GraphQLError(ErrorCodes.DocumentSyntax, new(fault.Message, "Văn bản lồng quá sâu."));
        }
    }

    private GraphQLError? Next()
    {
        var first = text[position];
        switch (first)
        {
            case ' ' or '\t' or '\r' or '\n' or ',' or ByteOrderMark:
                position = EndOf(text[position..].IndexOfAnyExcept(Ignored));
                return null;
            case '#':
                position = EndOf(text[position..].IndexOfAny('\r', '\n'));
                return null;
            case '"':
                return Text();
            case '!' or '$' or '&' or '(' or ')' or ':' or '=' or '@' or '[' or ']' or '{' or '|' or '}':
                Add(1);
                return null;
            case '.' when text[position..].StartsWith("..."):
                Add(3);
                return null;
            case '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                Add(Length(NameChars));
                return null;
            case '-' or (>= '0' and <= '9'):
                Add(Length(NumberChars));
                return position < text.Length && NameChars.Contains(text[position])
                    ? Error(position, "A number is followed by a name; put a space or comma between them.", "Ngay sau số là tên; hãy thêm dấu cách hoặc dấu phẩy.")
                    : null;
            default:
                return Error(position, $"Unexpected character {Shown(first)}.", $"Ký tự không hợp lệ {Shown(first)}.");
        }
    }

    private readonly int EndOf(int length) => length < 0 ? text.Length : position + length;

    private readonly int Length(SearchValues<char> chars) => text[position..].IndexOfAnyExcept(chars) is >= 0 and var length ? length : text.Length - position;

    private void Add(int length)
    {
        starts.Add(position);
        copy.Append(text.Slice(position, length)).Append('\n');
        position += length;
    }

    private GraphQLError? Text()
    {
        var start = position;
        var error = text[position..].StartsWith("\"\"\"") ? BlockText() : LineText();
        starts.Add(start);
        copy.Append("\"\"\n");
        return error;
    }

    private GraphQLError? BlockText()
    {
        var start = position;
        position += 3;
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '"' when text[position..].StartsWith("\"\"\""):
                    position += 3;
                    return null;
                case '\\' when text[position..].StartsWith("\\\"\"\""):
                    position += 4;
                    break;
                case < ' ' and not ('\t' or '\n' or '\r'):
                    return ControlCharacter();
                default:
                    position++;
                    position = EndOf(text[position..].IndexOfAny(StringSigns));
                    break;
            }
        }

        return Unterminated(start);
    }

    private GraphQLError? LineText()
    {
        var start = position++;
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '"':
                    position++;
                    return null;
                case '\n' or '\r':
                    return Unterminated(start);
                case '\\':
                    if (Escape() is { } error)
                    {
                        return error;
                    }

                    break;
                case < ' ' and not '\t':
                    return ControlCharacter();
                default:
                    position++;
                    position = EndOf(text[position..].IndexOfAny(StringSigns));
                    break;
            }
        }

        return Unterminated(start);
    }

    private GraphQLError? Escape()
    {
        var rest = text[position..];
        if (rest.Length > 1 && rest[1] is ('"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't'))
        {
            position += 2;
            return null;
        }

        if (rest.Length >= 6 && rest[1] == 'u' && !rest[2..6].ContainsAnyExcept(HexChars))
        {
            position += 6;
            return null;
        }

        return Error(position, "Bad character escape sequence in a string.", "Chuỗi có ký tự thoát không hợp lệ.");
    }

    private readonly GraphQLError Unterminated(int start) => Error(start, "Unterminated string.", "Chuỗi chưa được đóng.");

    private readonly GraphQLError ControlCharacter() => Error(
        position, $"Invalid character {Shown(text[position])} in a string.", $"Chuỗi có ký tự không hợp lệ {Shown(text[position])}.");

    private static string Shown(char character) =>
        character is > ' ' and < (char)0x7F ? $"'{character}'" : $"U+{(int)character:X4}";

    private readonly GraphQLError Error(int index, string english, string vietnamese)
    {
        var (line, column) = (1, 1);
        for (var at = 0; at < index; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && !(at + 1 < text.Length && text[at + 1] == '\n')))
            {
                (line, column) = (line + 1, 1);
            }
            else
            {
                column++;
            }
        }

        return new GraphQLError(ErrorCodes.DocumentSyntax, new(english, vietnamese)) { Locations = [(line, column)] };
    }
}
