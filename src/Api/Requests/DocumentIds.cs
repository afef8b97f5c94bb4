using System.Buffers;
using System.Security.Cryptography;

namespace KGPlanGraph.Api.Requests;

/// <summary>The ids of documents: SHA-256 of their UTF-8, in lower-case hexadecimal.</summary>
internal static class DocumentIds
{
    /// <summary>Digits of an id.</summary>
    public const int Length = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private const string Prefix = "sha256:";

    /// <summary>As this server writes ids: without the algorithm's name and in lower case.</summary>
    public static string Normalize(string id)
    {
        var digits = id.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? id[Prefix.Length..] : id;
        return digits.AsSpan().ContainsAnyInRange('A', 'Z') ? digits.ToLowerInvariant() : digits;
    }

    /// <summary>True for 64 digits.</summary>
    public static bool IsHash(string id) => id.Length == Length && !id.AsSpan().ContainsAnyExcept(Digits);

    /// <summary>True where <paramref name="id"/> is the id of <paramref name="document"/>.</summary>
    public static bool Names(string id, ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        Span<char> digits = stackalloc char[Length];
        return Convert.TryToHexStringLower(hash, digits, out _) && digits.SequenceEqual(id);
    }
}
