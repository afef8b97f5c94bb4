using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace KGPlanGraph.Schema.Scalars;

/// <summary>An opaque id that is unique over all types: the base64 of <c>Type:key</c>, as Hot Chocolate makes them.</summary>
/// <param name="TypeName">The GraphQL type.</param>
/// <param name="Key">The row's key.</param>
public readonly record struct GlobalId(string TypeName, long Key)
{
    // The longest type name, a colon and a 64-bit number.
    private const int MaxDecodedLength = 64;

    /// <summary>Reads an id. False for whatever this server does not make.</summary>
    public static bool TryParse(string? text, out GlobalId id)
    {
        id = default;
        if (text is null || text.Length > MaxDecodedLength * 2)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[MaxDecodedLength * 2];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return false;
        }

        bytes = bytes[..length];
        var colon = bytes.IndexOf((byte)':');
        if (colon <= 0 || !Utf8Parser.TryParse(bytes[(colon + 1)..], out long key, out var consumed) || consumed != length - colon - 1)
        {
            return false;
        }
        // Numbers and base64 have several spellings; the one that is made here is the id.
        Span<char> spelled = stackalloc char[MaxDecodedLength * 2];
        Span<byte> plain = stackalloc byte[MaxDecodedLength * 2];
        bytes[..(colon + 1)].CopyTo(plain);
        key.TryFormat(plain[(colon + 1)..], out var digits, default, CultureInfo.InvariantCulture);
        if (!Convert.TryToBase64Chars(plain[..(colon + 1 + digits)], spelled, out var written) || !text.AsSpan().SequenceEqual(spelled[..written]))
        {
            return false;
        }

        id = new GlobalId(Encoding.ASCII.GetString(bytes[..colon]), key);
        return true;
    }

    /// <summary>The id as clients see it.</summary>
    public override string ToString() => Convert.ToBase64String(Encoding.ASCII.GetBytes(TypeName + ":" + Key.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>
/// How a request names an object: by the id that this server gives out, or by <c>Type:key</c> with the object's natural key. The two cannot be mistaken:
/// base64 has no colon.
/// </summary>
/// <param name="TypeName">The GraphQL type.</param>
/// <param name="Key">The row's key; 0 with a natural key.</param>
/// <param name="NaturalKey">The natural key in NFC, as <c>KG-CN-2022/II.3.c</c>; null with an id.</param>
internal readonly record struct ObjectId(string TypeName, long Key, string? NaturalKey)
{
    // A type's name, two codes of the longest kind and what stands between; longer ones name nothing.
    private const int MaxLength = 1_100;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Reads an id or a natural key. False for what can be neither.</summary>
    public static bool TryParse(string? text, out ObjectId id)
    {
        if (GlobalId.TryParse(text, out var opaque))
        {
            id = new ObjectId(opaque.TypeName, opaque.Key, null);
            return true;
        }

        var colon = text is null || text.Length > MaxLength ? -1 : text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == text!.Length - 1 || text.AsSpan(0, colon).ContainsAnyExcept(Letters) || text.Contains('\0', StringComparison.Ordinal))
        {
            id = default;
            return false;
        }

        id = new ObjectId(text[..colon], 0, NormalForm.Of(text[(colon + 1)..]));
        return true;
    }
}

/// <summary>The form in which texts are stored, and so compared: NFC.</summary>
internal static class NormalForm
{
    /// <summary>The text in NFC; itself where it is already.</summary>
    public static string Of(string text) => text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
}
