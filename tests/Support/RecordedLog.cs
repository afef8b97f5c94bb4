using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Support;

/// <summary>All that a server writes to its log, a line each: category, message, exception, and what a structured log has beside them.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly Lock writing = new();
    private readonly List<string> lines = [];
    private TaskCompletionSource next = NewSource();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (writing)
            {
                return [.. lines];
            }
        }
    }

    public string Text => string.Join('\n', Lines);

    /// <summary>The first line with <paramref name="part"/> in it. An access record is written after the response, so a test may be a little ahead of it.</summary>
    public async Task<string> WaitForAsync(string part)
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            Task more;
            lock (writing)
            {
                if (lines.Find(line => line.Contains(part, StringComparison.Ordinal)) is { } line)
                {
                    return line;
                }

                more = next.Task;
            }

            await more.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.False(limit.IsCancellationRequested, $"No line has \"{part}\" in it:\n{Text}");
        }
    }

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, this);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        TaskCompletionSource told;
        lock (writing)
        {
            lines.Add(line);
            (told, next) = (next, NewSource());
        }

        told.SetResult();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Category(string name, RecordedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add($"{name}: {formatter(state, exception)} {exception}{Field(state, "TokenRefusal")}");

        private static string Field(object? state, string name) =>
            state is IReadOnlyList<KeyValuePair<string, object?>> fields && fields.FirstOrDefault(field => field.Key == name) is { Key: not null } field
                ? $"[{name}={field.Value}]" : "";
    }
}
