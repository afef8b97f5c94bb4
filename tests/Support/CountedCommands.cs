using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KGPlanGraph.Tests.Support;

/// <summary>Hears of the commands that Entity Framework sends to one database, whoever sends them in this process.</summary>
internal abstract class EntityFrameworkObserver : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string database;
    private readonly List<IDisposable> subscriptions = [];

    protected EntityFrameworkObserver(TestDatabase test)
    {
        Test = test;
        using var context = test.Database.CreateContext();
        database = NameOf(context.Database.GetDbConnection());
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: var name, Value: CommandExecutedEventData executed } && name == RelationalEventId.CommandExecuted.Name
            && NameOf(executed.Connection) == database)
        {
            OnExecuted(executed);
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

    protected TestDatabase Test { get; }

    /// <summary>On the thread that has sent the command, before it reads the rows.</summary>
    protected abstract void OnExecuted(CommandExecutedEventData executed);

    // All SQLite databases are called "main".
    private static string NameOf(DbConnection connection) => $"{connection.DataSource}/{connection.Database}";
}

/// <summary>Counts the commands that Entity Framework sends to one database.</summary>
internal sealed class CountedCommands(TestDatabase test) : EntityFrameworkObserver(test)
{
    private int count;

    /// <summary>How many there were.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Counts from 0 again.</summary>
    public void Restart() => Volatile.Write(ref count, 0);

    protected override void OnExecuted(CommandExecutedEventData executed) => Interlocked.Increment(ref count);
}

/// <summary>Counts the round trips to one PostgreSQL database, whoever makes them in this process, but for those that follow the database.</summary>
internal sealed class CountedRoundTrips : IDisposable
{
    private readonly ActivityListener listener;
    private int count;

    public CountedRoundTrips(TestDatabase test)
    {
        using var context = test.Database.CreateContext();
        var database = context.Database.GetDbConnection().Database;
        listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(tag => tag.Key is "db.name" or "db.namespace" && database.Equals(tag.Value)))
                {
                    Interlocked.Increment(ref count);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>How many there were.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Counts from 0 again.</summary>
    public void Restart() => Volatile.Write(ref count, 0);

    public void Dispose() => listener.Dispose();
}
