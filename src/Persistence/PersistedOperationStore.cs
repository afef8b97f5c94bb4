using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence;

/// <summary>The table of GraphQL documents that clients may name by their SHA-256.</summary>
public sealed class PersistedOperationStore(IDatabase database, TimeProvider clock)
{
    /// <summary>The document's text, or null where there is none of this hash.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<string?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        // Without EF Core: a reading server may never need its model, which takes half a second to build.
        await using var connection = await database.OpenReadAsync(cancellationToken: cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT document FROM persisted_operations WHERE sha256 = @sha256";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@sha256";
        parameter.Value = sha256;
        command.Parameters.Add(parameter);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>Keeps documents for good, all or none; those that are there already stay as they are.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task AddAsync(IEnumerable<(string Sha256, string Name, string Document)> documents, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        foreach (var (sha256, name, document) in documents)
        {
            if (await context.Set<PersistedOperation>().FindAsync([sha256], cancellationToken) is null)
            {
                context.Add(new PersistedOperation { Sha256 = sha256, Name = name, Document = document, CreatedAt = clock.GetUtcNow() });
            }
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
