using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KGPlanGraph.Api.Health;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can answer; 503 while the database is out of reach.</summary>
internal static class HealthRegistration
{
    internal const string LivePath = "/health/live";
    internal const string ReadyPath = "/health/ready";

    /// <summary>Registers what readiness asks.</summary>
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return builder;
    }

    /// <summary>Maps both addresses; they need no token.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks(ReadyPath);
    }
}

/// <summary>
/// Whether the database answers within a few seconds. Where it does not take writes but can be read, from a standby while the primary is away, the server is
/// degraded, which is 200: a gateway that took it out would end the reads as well.
/// </summary>
internal sealed class DatabaseCheck(IDatabase database, DatabaseReadiness readiness) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!readiness.IsPrepared)
        {
            return HealthCheckResult.Unhealthy("The database was never reached.");
        }

        if (await FindFaultAsync(database.OpenWriteAsync, cancellationToken) is not { } fault)
        {
            return HealthCheckResult.Healthy();
        }

        return await FindFaultAsync(token => database.OpenReadAsync(cancellationToken: token), cancellationToken) is null
            ? HealthCheckResult.Degraded("The database can only be read.", fault)
            : HealthCheckResult.Unhealthy("The database is out of reach.", fault);
    }

    private static async Task<Exception?> FindFaultAsync(
        Func<CancellationToken, ValueTask<System.Data.Common.DbConnection>> open, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await using var connection = await open(timeout.Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1 FROM changes LIMIT 1";
            await command.ExecuteScalarAsync(timeout.Token);
            return null;
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or System.Data.Common.DbException or OperationCanceledException)
        {
            return fault;
        }
    }
}
