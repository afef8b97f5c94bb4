using System.Buffers;

namespace KGPlanGraph.Api.Http;

/// <summary>The rented memory of one request: its body, and texts of it unescaped. Given back when the answer is sent.</summary>
internal sealed class RequestBuffers : IDisposable
{
    readonly List<byte[]> rented = new(2);

    /// <summary>At least <paramref name="length"/> bytes, until <see cref="Dispose"/>.</summary>
    public byte[] Rent(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        rented.Add(buffer);
        return buffer;
    }

    public void Dispose()
    {
        foreach (var buffer in rented)
            ArrayPool<byte>.Shared.Return(buffer);
        rented.Clear();
    }
}
