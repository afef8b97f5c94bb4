using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>The unexpected faults that a server has logged, so that a test that meets one says what it was.</summary>
internal sealed class FaultLog : ILoggerProvider, ILogger
{
    private readonly Lock writing = new();
    private readonly List<Exception> faults = [];

    /// <summary>The newest fault in words; empty where there is none.</summary>
    public string Last
    {
        get
        {
            lock (writing)
            {
                return faults.Count == 0 ? "" : faults[^1].ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is null)
        {
            return;
        }

        lock (writing)
        {
            faults.Add(exception);
        }
    }

    public void Dispose()
    {
    }
}
