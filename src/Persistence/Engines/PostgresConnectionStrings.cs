using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace KGPlanGraph.Persistence.Engines;

/// <summary>What readers and writers add to the connection string of the settings. What the settings say themselves wins.</summary>
internal static class PostgresConnectionStrings
{
    public static string? FindFault(string connectionString)
    {
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host)
                ? $"{DatabaseOptions.Setting} names no Host; an example is Host=localhost;Database=kgplangraph;Username=kgplangraph;Password=…"
                : null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or OverflowException)
        {
            return $"{DatabaseOptions.Setting} is no PostgreSQL connection string in Npgsql's format; "
                + "an example is Host=localhost;Database=kgplangraph;Username=kgplangraph;Password=…";
        }
    }

    /// <summary>Host and port, for messages; a list of hosts names its ports itself.</summary>
    public static string Address(NpgsqlConnectionStringBuilder settings) =>
        settings.Host!.AsSpan().ContainsAny(',', ':', '/') ? settings.Host! : $"{settings.Host}:{settings.Port}";

    public static NpgsqlConnectionStringBuilder ForWriting(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { TargetSessionAttributes = null };
        builder.ApplicationName ??= "KGPlanGraph";
        // Larger pools only made the tail longer: the database's processors are the limit.
        if (!Says(connectionString, "maximumpoolsize", "maxpoolsize"))
        {
            builder.MaxPoolSize = Math.Max(4, 2 * Environment.ProcessorCount);
        }

        if (builder.MinPoolSize > builder.MaxPoolSize)
        {
            builder.MinPoolSize = builder.MaxPoolSize;
        }
        // One connection that was ended takes its host for away for this long; and a standby that was promoted is found as soon.
        if (!Says(connectionString, "hostrecheckseconds"))
        {
            builder.HostRecheckSeconds = 1;
        }
        // Equal shapes have equal text, of reads and of what EF Core writes: the database plans each once for a connection.
        if (!Says(connectionString, "maxautoprepare"))
        {
            builder.MaxAutoPrepare = 200;
        }

        if (!Says(connectionString, "autoprepareminusages"))
        {
            builder.AutoPrepareMinUsages = 2;
        }
        // Nobody changes a session beyond its transaction, and a reset would go before every request: an eighth of the processor time that a small read takes.
        if (!Says(connectionString, "noresetonclose"))
        {
            builder.NoResetOnClose = true;
        }

        return builder;
    }

    /// <summary>
    /// Settings for each host alone, of those that may be read as standbys; none for a single host, and none where the settings want the primary for reads too.
    /// </summary>
    public static IReadOnlyList<NpgsqlConnectionStringBuilder> ForStandbys(string connectionString, TimeSpan? statementTimeout = null)
    {
        var wanted = new NpgsqlConnectionStringBuilder(connectionString).TargetSessionAttributes?.ToUpperInvariant();
        var reading = ForReading(connectionString, statementTimeout);
        var hosts = reading.Host!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return hosts.Length < 2 || wanted is "PRIMARY" or "READ-WRITE" or "READWRITE" ? [] : [.. hosts.Select(host => Alone(reading, host))];
    }

    // A host is a name or an address, with a port or without, or the folder of a Unix socket; IPv6 with a port stands in brackets.
    private static NpgsqlConnectionStringBuilder Alone(NpgsqlConnectionStringBuilder settings, string host)
    {
        var colon = host.LastIndexOf(':');
        var namesPort = colon > 0 && host[0] != '/' && (host.IndexOf(':', StringComparison.Ordinal) == colon || host[colon - 1] == ']');
        var alone = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Host = namesPort ? host[..colon] : host };
        if (namesPort)
        {
            alone.Port = int.Parse(host.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        }

        return alone;
    }

    /// <summary>The session of readers, for as long as a statement of theirs may run.</summary>
    public static PostgresReaders Readers(string connectionString, TimeSpan statementTimeout) =>
        new(statementTimeout, new NpgsqlConnectionStringBuilder(connectionString).Options);

    public static NpgsqlConnectionStringBuilder ForReading(string connectionString, TimeSpan? statementTimeout = null)
    {
        var builder = ForWriting(connectionString);
        builder.Options = Readers(connectionString, statementTimeout ?? DatabaseOptions.DefaultStatementTimeout).Options;
        // An answer of a page in one or two receives instead of one for each 8 KiB.
        if (!Says(connectionString, "readbuffersize"))
        {
            builder.ReadBufferSize = 64 * 1024;
        }
        return builder;
    }

    private static bool Says(string connectionString, params ReadOnlySpan<string> names)
    {
        foreach (string key in new DbConnectionStringBuilder { ConnectionString = connectionString }.Keys)
        {
            if (names.Contains(key.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()))
            {
                return true;
            }
        }

        return false;
    }
}
