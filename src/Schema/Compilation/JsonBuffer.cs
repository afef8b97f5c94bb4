using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>
/// JSON under construction in a pooled buffer. It writes what it is told, without counting commas: the compiled operation knows where they go.
/// </summary>
public sealed class JsonBuffer : IDisposable
{
    // What JSON itself requires; everything else, Vietnamese above all, stays as it is.
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(code => (char)code)));

    private static readonly SearchValues<byte> EscapedBytes = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(code => (byte)code)]);

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>
    /// Bytes after which no more is written: looked at where the buffer grows, so that it costs nothing, and a buffer may pass it by as much as it had.
    /// </summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes written so far.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    /// <summary>The bytes written so far; valid until the next write or disposal.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => buffer.AsMemory(0, Length);

    /// <summary>Bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Reserve(json.Length);
        json.CopyTo(buffer.AsSpan(Length));
        Length += json.Length;
    }

    /// <summary>One byte.</summary>
    public void Raw(byte json)
    {
        Reserve(1);
        buffer[Length++] = json;
    }

    /// <summary><c>null</c>.</summary>
    public void Null() => Raw("null"u8);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>A whole number.</summary>
    public void Number(long value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, buffer.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>A number in its shortest form that reads back the same.</summary>
    public void Number(double value)
    {
        Reserve(32);
        value.TryFormat(buffer.AsSpan(Length), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>A string.</summary>
    public void String(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length) + 2);
        buffer[Length++] = (byte)'"';
        int next;
        while ((next = text.IndexOfAny(Escaped)) >= 0)
        {
            Length += Encoding.UTF8.GetBytes(text[..next], buffer.AsSpan(Length));
            Escape(text[next]);
            text = text[(next + 1)..];
            Reserve(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        }

        Length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(Length));
        buffer[Length++] = (byte)'"';
    }

    /// <summary>A string that is UTF-8 already: copied in runs between what must be escaped, which is rare.</summary>
    public void String(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length + 2);
        buffer[Length++] = (byte)'"';
        int next;
        while ((next = utf8.IndexOfAny(EscapedBytes)) >= 0)
        {
            utf8[..next].CopyTo(buffer.AsSpan(Length));
            Length += next;
            Escape((char)utf8[next]);
            utf8 = utf8[(next + 1)..];
            Reserve(utf8.Length + 1);
        }

        utf8.CopyTo(buffer.AsSpan(Length));
        Length += utf8.Length;
        buffer[Length++] = (byte)'"';
    }

    /// <summary>A day: <c>"2022-06-30"</c>.</summary>
    public void Date(DateOnly day)
    {
        Reserve(12);
        buffer[Length++] = (byte)'"';
        // "O" is yyyy-MM-dd, and need not be read as a pattern each time.
        day.TryFormat(buffer.AsSpan(Length), out var written, "O", CultureInfo.InvariantCulture);
        Length += written;
        buffer[Length++] = (byte)'"';
    }

    /// <summary>An instant in UTC: <c>"2022-05-12T08:30:00.000Z"</c>, as fine as it was stored, at least milliseconds.</summary>
    public void Instant(DateTime utc)
    {
        Reserve(32);
        buffer[Length++] = (byte)'"';
        // "O" of a UTC time ends in seven digits and Z; the last ones that say nothing are cut off.
        utc.TryFormat(buffer.AsSpan(Length), out var written, "O", CultureInfo.InvariantCulture);
        Length += written - (utc.Ticks % TimeSpan.TicksPerMillisecond == 0 ? 5 : 2);
        buffer[Length++] = (byte)'Z';
        buffer[Length++] = (byte)'"';
    }

    /// <summary>A global id of a type whose name and colon are given as bytes.</summary>
    public void GlobalId(ReadOnlySpan<byte> typeAndColon, long key)
    {
        Span<byte> plain = stackalloc byte[64];
        typeAndColon.CopyTo(plain);
        Utf8Formatter.TryFormat(key, plain[typeAndColon.Length..], out var digits);
        Base64(plain[..(typeAndColon.Length + digits)]);
    }

    /// <summary>Bytes as a string of base64.</summary>
    public void Base64(ReadOnlySpan<byte> bytes)
    {
        Reserve(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 2);
        buffer[Length++] = (byte)'"';
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, buffer.AsSpan(Length), out _, out var written);
        Length += written;
        buffer[Length++] = (byte)'"';
    }

    /// <summary>Bytes as a string of base64url, which needs no escaping in a URL either.</summary>
    public void Base64Url(ReadOnlySpan<byte> bytes)
    {
        Reserve(System.Buffers.Text.Base64Url.GetEncodedLength(bytes.Length) + 2);
        buffer[Length++] = (byte)'"';
        System.Buffers.Text.Base64Url.EncodeToUtf8(bytes, buffer.AsSpan(Length), out _, out var written);
        Length += written;
        buffer[Length++] = (byte)'"';
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear() => Length = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = [];
        Length = 0;
    }

    private void Escape(char character)
    {
        Reserve(6);
        var target = buffer.AsSpan(Length);
        target[0] = (byte)'\\';
        var letter = character switch
        {
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            '\b' => (byte)'b',
            '\f' => (byte)'f',
            _ => (byte)'u',
        };
        target[1] = letter;
        Length += 2;
        if (letter != 'u')
        {
            return;
        }

        target[2] = (byte)'0';
        target[3] = (byte)'0';
        target[4] = (byte)(character >= 0x10 ? '1' : '0');
        target[5] = (byte)"0123456789abcdef"[character & 0xF];
        Length += 4;
    }

    private void Reserve(int more)
    {
        if (Length + more <= buffer.Length)
        {
            return;
        }

        if (Length > Limit)
        {
            throw new ResponseTooLargeException();
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(buffer.Length * 2L, Length + (long)more), Array.MaxLength));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
