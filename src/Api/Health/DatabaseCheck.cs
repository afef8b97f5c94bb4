using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KGPlanGraph.Api.Health;

/// <summary>
/// Whether the database answers within a few seconds. Where it does not take writes but can be read, from a standby while the primary is away, the server is
/// degraded, which is 200: a gateway that took it out would end the reads as well.
/// </summary>
internal sealed class DatabaseCheck(IDatabase database, DatabaseReadiness readiness) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!readiness.IsPrepared)
            return HealthCheckResult.Unhealthy("The database was never reached.");
        if (await FindFaultAsync(database.OpenWriteAsync, cancellationToken) is not { } fault)
            return HealthCheckResult.Healthy();
        return await FindFaultAsync(token => database.OpenReadAsync(cancellationToken: token), cancellationToken) is null
            ? HealthCheckResult.Degraded("The database can only be read.", fault)
            : HealthCheckResult.Unhealthy("The database is out of reach.", fault);
    }

    private static async Task<Exception?> FindFaultAsync(
        Func<CancellationToken, ValueTask<System.Data.Common.DbConnection>> open, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = await open(patience.Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1 FROM changes LIMIT 1";
            await command.ExecuteScalarAsync(patience.Token);
            return null;
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or System.Data.Common.DbException or OperationCanceledException)
        {
            return fault;
        }
    }
}
