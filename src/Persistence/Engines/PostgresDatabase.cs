using System.Data.Common;
using System.Net.Sockets;
using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KGPlanGraph.Persistence.Engines;

/// <summary>PostgreSQL, one server or several: writes go to the primary, and so do reads that <see cref="Changes.StandbyReads"/> does not send elsewhere.</summary>
internal sealed class PostgresDatabase : IDatabase, IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly NpgsqlDataSource reads;
    private readonly NpgsqlDataSource readsOfPrimary;
    private readonly NpgsqlDataSource writes;
    private readonly Lazy<NpgsqlDataSource> listener;
    private readonly Lazy<DbContextOptions<PostgresPlanDbContext>> contextOptions;

    public PostgresDatabase(DatabaseOptions options)
    {
        if (PostgresConnectionStrings.FindFault(options.ConnectionString!) is { } fault)
        {
            throw new DatabaseUnavailableException(fault);
        }

        settings = PostgresConnectionStrings.ForWriting(options.ConnectionString!);
        writes = Build("writes", settings, TargetSessionAttributes.Primary);
        var reading = PostgresConnectionStrings.ForReading(options.ConnectionString!, options.StatementTimeout);
        var readers = PostgresConnectionStrings.Readers(options.ConnectionString!, options.StatementTimeout);
        reads = Build("reads", reading, TargetSessionAttributes.PreferPrimary, readers: readers);
        readsOfPrimary = IsOneHost(reading) ? reads : Build("reads of the primary", reading, TargetSessionAttributes.Primary, readers: readers);
        // Who listens changes its session beyond the transaction: without a reset it would go back to its pool still listening, and the next would hear what it never asked for.
        listener = new(() => Build(
            "listener", new NpgsqlConnectionStringBuilder(settings.ConnectionString) { MinPoolSize = 0, MaxPoolSize = 1, KeepAlive = 10, NoResetOnClose = false },
            TargetSessionAttributes.Primary, isFollowed: true));
        contextOptions = new(() => PlanDbContextOptions.Postgres(writes));
        Hosts =
        [
            .. PostgresConnectionStrings.ForStandbys(options.ConnectionString!, options.StatementTimeout)
                .Select(host => Build($"standby {PostgresConnectionStrings.Address(host)}", host, TargetSessionAttributes.Any, isFollowed: true, readers)),
        ];
    }

    /// <summary>What tells this server from the others on the database.</summary>
    public Guid ServerId { get; } = Guid.NewGuid();

    /// <summary>The hosts that may be read as standbys, each with a pool for reading: all or, without a standby, none. Which is the primary is theirs to say.</summary>
    public IReadOnlyList<NpgsqlDataSource> Hosts { get; }

    public DatabaseEngine Engine => DatabaseEngine.Postgres;

    public string Location => $"PostgreSQL, database {settings.Database ?? settings.Username} on {PostgresConnectionStrings.Address(settings)}";

    public ValueTask<DbConnection> OpenReadAsync(bool fromPrimary = false, CancellationToken cancellationToken = default) =>
        OpenAsync(fromPrimary ? readsOfPrimary : reads, cancellationToken);

    public ValueTask<DbConnection> OpenWriteAsync(CancellationToken cancellationToken = default) => OpenAsync(writes, cancellationToken);

    public PlanDbContext CreateContext() => new PostgresPlanDbContext(contextOptions.Value);

    /// <summary>A connection to the primary outside the pools, for whoever keeps one for as long as the server runs.</summary>
    public async ValueTask<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellationToken) =>
        (NpgsqlConnection)await OpenAsync(listener.Value, cancellationToken);

    /// <summary>A fault of this server in one line that says what to do.</summary>
    public string Explain(Exception fault) => PostgresErrors.Explain(fault, settings);

    public async ValueTask DisposeAsync()
    {
        await reads.DisposeAsync();
        await readsOfPrimary.DisposeAsync();
        await writes.DisposeAsync();
        foreach (var host in Hosts)
        {
            await host.DisposeAsync();
        }

        if (listener.IsValueCreated)
        {
            await listener.Value.DisposeAsync();
        }
    }

    // Figures tell the pools by these names; without one they would show the connection string.
    private static NpgsqlDataSource Build(
        string name, NpgsqlConnectionStringBuilder settings, TargetSessionAttributes target, bool isFollowed = false, PostgresReaders? readers = null)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name };
        // Who follows a database sends a command every second, on nobody's behalf: no part of any trace. Reads are batches.
        if (isFollowed)
        {
            builder.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => false));
        }

        if (readers is not null)
        {
            builder.UsePhysicalConnectionInitializer(readers.Initialize, readers.InitializeAsync);
        }
        // A target on a single host is refused by Npgsql.
        return IsOneHost(settings) ? builder.Build() : builder.BuildMultiHost().WithTargetSession(target);
    }

    private static bool IsOneHost(NpgsqlConnectionStringBuilder settings) => !settings.Host!.Contains(',', StringComparison.Ordinal);

    private async ValueTask<DbConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is NpgsqlException or SocketException or TimeoutException)
        {
            throw new DatabaseUnavailableException(Explain(fault), fault);
        }
    }
}
