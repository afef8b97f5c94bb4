using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// The good tokens seen lately, by SHA-256, so that a token's signature is checked once and the token itself is not kept.
/// Bad tokens are never kept: who sends those must not push out the good ones.
/// </summary>
internal sealed class VerifiedTokens
{
    private const int MaxTokens = 10_000;

    private readonly BoundedCache<TokenHash, Entry> tokens = new(MaxTokens);

    /// <summary>The token is at most <see cref="TokenVerifier.LongestToken"/> characters long: it is copied to the stack.</summary>
    internal static TokenHash HashOf(string token)
    {
        Span<byte> ascii = stackalloc byte[token.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ascii[..Encoding.ASCII.GetBytes(token, ascii)], hash);
        return new(Part(hash, 0), Part(hash, 1), Part(hash, 2), Part(hash, 3));
    }

    internal Entry? Find(TokenHash hash) => tokens.TryGet(hash, out var entry) ? entry : null;

    internal void Keep(TokenHash hash, Entry entry) => tokens.Set(hash, entry);

    private static ulong Part(ReadOnlySpan<byte> hash, int index) => BinaryPrimitives.ReadUInt64LittleEndian(hash[(index * 8)..]);

    internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D);

    /// <param name="Issuer">Who issued the token.</param>
    /// <param name="Keys">What it was checked against: other keys, and the check no longer stands.</param>
    /// <param name="Result">Already completed, so that a hit allocates nothing.</param>
    internal sealed record Entry(ITokenIssuer Issuer, IssuerKeys Keys, Task<TokenResult> Result);
}
