using System.Buffers.Text;
using System.Security.Cryptography;

namespace KGPlanGraph.Schema.Execution;

/// <summary>The entity tag of an answer: from its bytes, so that it is the same on every server and after a restart.</summary>
internal static class AnswerTag
{
    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return "\"" + Base64Url.EncodeToString(hash[..16]) + "\"";
    }
}
