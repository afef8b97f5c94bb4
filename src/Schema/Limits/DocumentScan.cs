using System.Buffers;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Limits;

/// <summary>
/// One pass over a document's bytes that knows just enough of the grammar's tokens to bound what the parser will do.
/// It judges no syntax: what is no token is skipped, and the parser will say so.
/// </summary>
internal ref struct DocumentScan(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("+-.0123456789eE"u8);
    private static readonly SearchValues<byte> Ignored = SearchValues.Create(" \t\r\n,"u8);
    private static readonly SearchValues<byte> StringSigns = SearchValues.Create("\"\\\r\n"u8);
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private readonly ReadOnlySpan<byte> text = text;
    private int position;
    private int tokens;
    private int nesting;
    private int colons;

    public GraphQLError? Run()
    {
        while (position < text.Length)
        {
            var start = position;
            var error = Next(text[position]);
            if (error is not null)
            {
                return error;
            }

            if (tokens > DocumentLimits.MaxTokens)
            {
                return LimitErrors.Syntax(text, start,
                    $"The document has more than {DocumentLimits.MaxTokens} tokens; put long lists into variables.",
                    $"Văn bản truy vấn có quá {DocumentLimits.MaxTokens} ký hiệu; hãy đưa danh sách dài vào biến.");
            }
        }

        return null;
    }

    private GraphQLError? Next(byte first)
    {
        switch (first)
        {
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',':
                position = EndOf(text[position..].IndexOfAnyExcept(Ignored));
                return null;
            case (byte)'#':
                tokens++;
                position = EndOf(text[position..].IndexOfAny(LineEnds));
                return null;
            case (byte)'"':
                tokens++;
                return Text();
            case (byte)'{' or (byte)'[' or (byte)'(':
                return Open();
            case (byte)'}' or (byte)']' or (byte)')':
                nesting--;
                break;
            case (byte)':' when ++colons > DocumentLimits.MaxColons:
                return LimitErrors.Syntax(text, position,
                    $"The document has more than {DocumentLimits.MaxColons} arguments, object fields, aliases and variables; put large inputs into variables.",
                    $"Văn bản truy vấn có quá {DocumentLimits.MaxColons} đối số, trường đối tượng, bí danh và biến; hãy đưa dữ liệu lớn vào biến.");
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return Run(NumberBytes, DocumentLimits.MaxNumberLength, "number", "Số");
            case (byte)'_' or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z'):
                return Run(NameBytes, DocumentLimits.MaxNameLength, "name", "Tên");
        }

        tokens++;
        position++;
        return null;
    }

    private GraphQLError? Open()
    {
        tokens++;
        if (++nesting > DocumentLimits.MaxNesting)
        {
            return LimitErrors.Syntax(text, position,
                $"The document nests more than {DocumentLimits.MaxNesting} braces, brackets and parentheses.",
                $"Văn bản truy vấn lồng quá {DocumentLimits.MaxNesting} cặp ngoặc.");
        }

        position++;
        return null;
    }

    private GraphQLError? Run(SearchValues<byte> bytes, int most, string english, string vietnamese)
    {
        tokens++;
        var start = position;
        position = EndOf(text[position..].IndexOfAnyExcept(bytes));
        return position - start <= most ? null : LimitErrors.Syntax(text, start,
            $"A {english} in the document has {position - start} characters, {most} are allowed.",
            $"{vietnamese} trong văn bản truy vấn có {position - start} ký tự, tối đa {most}.");
    }

    private GraphQLError? Text()
    {
        var block = text[position..].StartsWith("\"\"\""u8);
        position += block ? 3 : 1;
        while (position < text.Length)
        {
            var rest = text[position..];
            if (block ? rest.StartsWith("\\\"\"\""u8) : rest[0] == (byte)'\\')
            {
                if (!block && IsNul(rest))
                {
                    return LimitErrors.Syntax(text, position,
                        "A string in the document holds the character U+0000, which no text of the register may hold.",
                        "Chuỗi trong văn bản truy vấn chứa ký tự U+0000, là ký tự không được phép.");
                }

                position += block ? 4 : 2;
            }
            else if (block ? rest.StartsWith("\"\"\""u8) : rest[0] is (byte)'"' or (byte)'\n' or (byte)'\r')
            {
                position += block ? 3 : 1;
                return null;
            }
            else
            {
                // At least one byte further: what stands here was none of the signs that count.
                position++;
                position = EndOf(text[position..].IndexOfAny(StringSigns));
            }
        }

        return null;
    }

    private static bool IsNul(ReadOnlySpan<byte> escape) =>
        escape.StartsWith("\\u0000"u8)
        || (escape.StartsWith("\\u{"u8) && escape[3..].IndexOfAnyExcept((byte)'0') is > 0 and var end && escape[3 + end] == (byte)'}');

    private readonly int EndOf(int length) => length < 0 ? text.Length : position + length;
}
