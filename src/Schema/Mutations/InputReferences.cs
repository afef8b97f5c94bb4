using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>Reads ids of an input as the objects that they stand for; what leads nowhere is a problem of the input.</summary>
internal static class InputReferences
{
    /// <summary>The rows that exist for the caller.</summary>
    public static IQueryable<T> Visible<T>(this MutationScope scope)
        where T : class, IDraftable
    {
        var rows = scope.Data.Set<T>();
        return scope.Caller.HasAny(Permissions.SeesDrafts) ? rows : rows.Where(row => row.DraftPlanId == null);
    }

    /// <summary>The agency of one field; null where the field says nothing or, with a problem noted, leads nowhere.</summary>
    public static async Task<Agency?> FindAgencyAsync(this MutationScope scope, string field, CancellationToken cancellationToken)
    {
        if (scope.Input.Get<string>(field) is not { } id)
        {
            return null;
        }

        var key = scope.KeyIn(id, "Agency");
        var found = await scope.Data.Agencies.SingleOrDefaultAsync(agency => agency.Id == key, cancellationToken);
        if (found is null)
        {
            scope.Validation.Add(MutationErrors.AgencyNotFound(id));
        }

        return found;
    }

    /// <summary>The rows of a list of ids, in its order, each with its path. Nothing may stand in it twice.</summary>
    /// <param name="scope">The mutation's.</param>
    /// <param name="field">The list's name.</param>
    /// <param name="typeName">The GraphQL type that the ids must be of.</param>
    /// <param name="rows">The rows that there are for the caller.</param>
    /// <param name="notFound">The error for an id that leads nowhere.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<IReadOnlyList<(T Row, string Path)>> FindAllAsync<T>(
        this MutationScope scope, string field, string typeName, IQueryable<T> rows, Func<string?, MutationError> notFound, CancellationToken cancellationToken)
        where T : class, IVersioned
    {
        var ids = scope.Validation.Items<string>(scope.Input, field);
        if (ids.Count == 0)
        {
            return [];
        }

        var keys = ids.Select(id => scope.KeyIn(id.Item, typeName)).OfType<long>().Distinct().ToArray();
        var found = await rows.Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        var taken = new List<(T Row, string Path)>(ids.Count);
        foreach (var (id, path) in ids)
        {
            if (scope.KeyIn(id, typeName) is not { } key || !found.TryGetValue(key, out var row))
            {
                scope.Validation.Add(notFound(id));
            }
            else if (taken.Exists(other => other.Row == row))
            {
                scope.Validation.Add(path, new($"{path} occurs twice in the list.", $"{path} đã có trong danh sách."));
            }
            else
            {
                taken.Add((row, path));
            }
        }

        return taken;
    }
}
