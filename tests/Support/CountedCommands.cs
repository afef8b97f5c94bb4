using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KGPlanGraph.Tests.Support;

/// <summary>Counts the commands that Entity Framework sends to one PostgreSQL database, whoever sends them in this process.</summary>
internal sealed class CountedCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string database;
    private readonly List<IDisposable> subscriptions = [];
    private int count;

    public CountedCommands(TestDatabase test)
    {
        using var context = test.Database.CreateContext();
        database = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(context.Database).Database;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>How many there were.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Counts from 0 again.</summary>
    public void Restart() => Volatile.Write(ref count, 0);

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == Microsoft.EntityFrameworkCore.DbLoggerCategory.Name)
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: var name, Value: CommandExecutedEventData { Connection: var connection } } && name == RelationalEventId.CommandExecuted.Name
            && connection.Database == database)
        {
            Interlocked.Increment(ref count);
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());
}
