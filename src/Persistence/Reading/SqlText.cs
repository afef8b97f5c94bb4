using System.Buffers;
using System.Globalization;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>SQL under construction in a pooled buffer.</summary>
internal sealed class SqlText : IDisposable
{
    [ThreadStatic]
    private static Stack<SqlText>? spare;

    private char[] buffer = ArrayPool<char>.Shared.Rent(1024);
    private int length;

    public static SqlText Rent() => spare is { Count: > 0 } ? spare.Pop() : new SqlText();

    public int Length => length;

    public ReadOnlySpan<char> Span => buffer.AsSpan(0, length);

    public SqlText Append(ReadOnlySpan<char> text)
    {
        if (length + text.Length > buffer.Length)
        {
            Grow(text.Length);
        }

        text.CopyTo(buffer.AsSpan(length));
        length += text.Length;
        return this;
    }

    public SqlText Append(SqlText text) => Append(text.Span);

    public SqlText Append(int number)
    {
        if (length + 11 > buffer.Length)
        {
            Grow(11);
        }

        number.TryFormat(buffer.AsSpan(length), out var written, default, CultureInfo.InvariantCulture);
        length += written;
        return this;
    }

    /// <summary>The separator between parts: nothing ahead of the first one.</summary>
    public SqlText Separate(ReadOnlySpan<char> separator) => length == 0 ? this : Append(separator);

    public void Dispose()
    {
        length = 0;
        spare ??= new Stack<SqlText>();
        if (spare.Count < 16)
        {
            spare.Push(this);
        }
        else
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(buffer.Length * 2, length + more));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(buffer);
        buffer = larger;
    }
}

/// <summary>Aliases by position, so that equal shapes have equal text.</summary>
internal sealed class AliasSource
{
    private static readonly string[] Known = [.. Enumerable.Range(0, 100).Select(number => "t" + number)];

    private int next;

    public string Next() => next < Known.Length ? Known[next++] : "t" + next++;
}
