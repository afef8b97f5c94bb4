using System.IO.Pipelines;
using System.Runtime.ExceptionServices;

namespace KGPlanGraph.Api.Execution;

/// <summary>
/// What is written here is sent as fast as the client takes it, and the writer never waits for it: what the client is behind is kept, the first part in memory and the rest in a file
/// without a name. So a snapshot of the database is held as long as its rows take to be read, however slow the client is.
/// </summary>
internal sealed class SpooledBody : Stream
{
    /// <summary>Bytes that the client may be behind before the rest goes to a file.</summary>
    public const int MaxInMemory = 8 * 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;

    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: ChunkBytes, useSynchronizationContext: false));
    private readonly SemaphoreSlim written = new(0);
    private long inMemory;
    private FileStream? file;
    private long inFile;
    private bool isComplete;
    private Exception? fault;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (file is null)
        {
            buffer.CopyTo(pipe.Writer.GetSpan(buffer.Length));
            pipe.Writer.Advance(buffer.Length);
            if (Interlocked.Add(ref inMemory, buffer.Length) > MaxInMemory)
            {
                // Made for this user alone.
                file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
                pipe.Writer.Complete();
            }

            return;
        }

        RandomAccess.Write(file.SafeFileHandle, buffer, inFile);
        Interlocked.Add(ref inFile, buffer.Length);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
        // Nothing waits in a compressor's flush; HandOn says when there is something to send.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets what was written so far be sent.</summary>
    public async ValueTask HandOnAsync()
    {
        if (file is null)
        {
            // Never waits, since nothing pauses this pipe.
            await pipe.Writer.FlushAsync(CancellationToken.None);
        }
        else
        {
            written.Release();
        }
    }

    /// <summary>Nothing more comes: the whole was written, or it went wrong, which the sender then throws.</summary>
    public void Complete(Exception? exception)
    {
        Volatile.Write(ref fault, exception);
        Volatile.Write(ref isComplete, true);
        if (file is null)
        {
            pipe.Writer.Complete(exception);
        }

        written.Release();
    }

    /// <summary>Sends until the writer is done.</summary>
    public async Task SendAsync(PipeWriter target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await pipe.Reader.ReadAsync(cancellationToken);
            foreach (var segment in read.Buffer)
            {
                await target.WriteAsync(segment, cancellationToken);
                Interlocked.Add(ref inMemory, -segment.Length);
            }

            pipe.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await SendFileAsync(target, cancellationToken);
        if (Volatile.Read(ref fault) is { } exception)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task SendFileAsync(PipeWriter target, CancellationToken cancellationToken)
    {
        var sent = 0L;
        while (true)
        {
            // Asked before the length: what was written before the end is then seen.
            var isLast = Volatile.Read(ref isComplete);
            var length = Interlocked.Read(ref inFile);
            while (sent < length)
            {
                var read = await RandomAccess.ReadAsync(file!.SafeFileHandle, target.GetMemory(ChunkBytes)[..(int)Math.Min(ChunkBytes, length - sent)], sent, cancellationToken);
                target.Advance(read);
                sent += read;
                await target.FlushAsync(cancellationToken);
            }

            if (isLast)
            {
                return;
            }

            await written.WaitAsync(cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            pipe.Reader.Complete();
            file?.Dispose();
            written.Dispose();
        }

        base.Dispose(disposing);
    }
}
