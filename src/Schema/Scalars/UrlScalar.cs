using System.Diagnostics.CodeAnalysis;
using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Scalars;

/// <summary>
/// The scalar URL: an absolute address of any scheme; that evidence lies behind http or https is a rule of its mutation. Its value in the server is a
/// <see cref="Uri"/>, whose <see cref="Uri.OriginalString"/> is what the client wrote and gets back.
/// </summary>
public sealed class UrlScalar : ScalarGraphType
{
    public UrlScalar() => Name = "URL";

    /// <summary>Reads an absolute address; false for a relative one, white space around it and text that is no Unicode.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        // On Unix a path such as "/tmp" would pass as a file's absolute address; one has to have a scheme.
        return text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
            && StringScalar.IsStorable(text) && Uri.TryCreate(text, UriKind.Absolute, out url);
    }

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text when TryParse(text.Value.ToString(), out var url) => url,
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        Uri { IsAbsoluteUri: true } => value,
        string text when TryParse(text, out var url) => url,
        _ => ThrowValueConversionError(value),
    };

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value switch
    {
        null => null,
        Uri url => url.OriginalString,
        string text => text,
        _ => ThrowSerializationError(value),
    };
}
