using System.Data.Common;
using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Persistence;

/// <summary>Asks which agency codes the register holds, to warn whoever uses another one.</summary>
public sealed class AgencyRegister(IDatabase database)
{
    /// <summary>Whether the register holds an agency with this code; null where the database cannot say, since it is away or has no register yet.</summary>
    public async Task<bool?> HoldsAsync(string code, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenReadAsync(cancellationToken: cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*), count(CASE WHEN {AgencyTable.Code.Name} = @code THEN 1 END) FROM {AgencyTable.Table.Name}";
            var parameter = command.CreateParameter();
            parameter.ParameterName = "code";
            parameter.Value = code.Normalize();
            command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return reader.GetInt64(0) == 0 ? null : reader.GetInt64(1) > 0;
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or DbException or OperationCanceledException or TimeoutException)
        {
            return null;
        }
    }
}
