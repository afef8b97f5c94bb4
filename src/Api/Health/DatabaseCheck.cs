using KGPlanGraph.Persistence;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KGPlanGraph.Api.Health;

/// <summary>Whether the database answers, reads and writes alike, within a few seconds.</summary>
internal sealed class DatabaseCheck(IDatabase database) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = await database.OpenWriteAsync(patience.Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1 FROM changes LIMIT 1";
            await command.ExecuteScalarAsync(patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or System.Data.Common.DbException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database is out of reach.", fault);
        }
    }
}
