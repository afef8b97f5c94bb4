using System.Buffers;

namespace KGPlanGraph.Api.Http;

/// <summary>The answer to a list of requests: a list of answers, in the same order.</summary>
internal sealed class AnswerList : IDisposable
{
    readonly ArrayBufferWriter<byte> bytes = new();

    public void Add(ReadOnlySpan<byte> answer)
    {
        bytes.Write(bytes.WrittenCount == 0 ? "["u8 : ","u8);
        bytes.Write(answer);
    }

    public ReadOnlyMemory<byte> Complete()
    {
        bytes.Write("]"u8);
        return bytes.WrittenMemory;
    }

    public void Dispose() => bytes.ResetWrittenCount();
}
