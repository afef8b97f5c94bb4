using System.Buffers;
using System.Text;
using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Scalars;

/// <summary>
/// The built-in String, made stricter: half surrogate pairs and U+0000 are refused here, once, because neither database could keep them
/// and the fault would come up as an unexpected one deep in a statement.
/// </summary>
public sealed class StringScalar : StringGraphType
{
    public StringScalar() => Name = "String";

    /// <summary>True for text that both databases can keep and UTF-8 can carry.</summary>
    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (text[0] == '\0' || Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value)
        => value is GraphQLStringValue text && !IsStorable(text.Value.Span) ? ThrowLiteralConversionError(value) : base.ParseLiteral(value);

    /// <inheritdoc/>
    public override bool CanParseLiteral(GraphQLValue value) => value is GraphQLStringValue text ? IsStorable(text.Value.Span) : base.CanParseLiteral(value);

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value is string text && !IsStorable(text) ? ThrowValueConversionError(value) : base.ParseValue(value);

    /// <inheritdoc/>
    public override bool CanParseValue(object? value) => value is string text ? IsStorable(text) : base.CanParseValue(value);
}
