using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace KGPlanGraph.Schema.Requests;

/// <summary>What an answer depends on, besides the data: document, operation, variables, rights, language and day, as one SHA-256.</summary>
/// <remarks>Cryptographic, because callers choose what goes in: one who could make two keys equal could read another's answer.</remarks>
internal readonly record struct ResponseKey(ulong A, ulong B, ulong C, ulong D)
{
    public static ResponseKey Of(GraphQLRequest request, DateOnly today)
    {
        var name = request.OperationName ?? "";
        var agency = request.Caller.AgencyCode ?? "";
        var size = request.Document.Length + request.Variables.Length + Encoding.UTF8.GetMaxByteCount(name.Length + agency.Length) + 32;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var length = 0;
            // Each part behind its length, so that no two lists of parts look the same.
            Append(buffer, ref length, request.Document.Span);
            Append(buffer, ref length, request.Variables.Span);
            Append(buffer, ref length, name);
            Append(buffer, ref length, agency);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), today.DayNumber);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length + 4), (int)request.Caller.Roles);
            buffer[length + 8] = (byte)request.Language;
            // A caller without a token and one without a role are refused in different words.
            buffer[length + 9] = request.Caller.IsAuthenticated ? (byte)1 : (byte)0;
            // Null and an empty code are two different kinds of caller.
            buffer[length + 10] = request.Caller.AgencyCode is null ? (byte)0 : (byte)1;
            buffer[length + 11] = request.OperationName is null ? (byte)0 : (byte)1;
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.AsSpan(0, length + 12), hash);
            var words = MemoryMarshal.Cast<byte, ulong>(hash);
            return new ResponseKey(words[0], words[1], words[2], words[3]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Append(byte[] buffer, ref int length, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), part.Length);
        part.CopyTo(buffer.AsSpan(length + 4));
        length += 4 + part.Length;
    }

    private static void Append(byte[] buffer, ref int length, string part)
    {
        var written = Encoding.UTF8.GetBytes(part, buffer.AsSpan(length + 4));
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), written);
        length += 4 + written;
    }
}

/// <summary>The entity tag of an answer: from its bytes, so that it is the same on every server and after a restart.</summary>
internal static class ResponseTag
{
    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return "\"" + Base64Url.EncodeToString(hash[..16]) + "\"";
    }
}
