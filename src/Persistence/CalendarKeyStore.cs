using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence;

/// <summary>The table of keys to calendars. Read on the primary: a key that was revoked opens nothing from then on, whatever a standby has heard of.</summary>
public sealed class CalendarKeyStore(IDatabase database, PlanWriter writer, TimeProvider clock)
{
    /// <summary>Keeps a key, unless its maker has <paramref name="most"/> that have not expired; those that have are forgotten.</summary>
    /// <returns>Whether it was kept.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public Task<bool> AddAsync(CalendarKey key, int most, CancellationToken cancellationToken) => writer.RunAsync(ChangeAuthor.System, async (context, token) =>
    {
        await context.ClaimCalendarKeysAsync(token);
        var (keys, now) = (context.Set<CalendarKey>(), clock.GetUtcNow());
        await keys.Where(known => known.ExpiresAt <= now).ExecuteDeleteAsync(token);
        if (await keys.CountAsync(known => known.Subject == key.Subject, token) >= most)
        {
            return WriteOutcome.Refuse(false);
        }

        context.Add(key);
        return WriteOutcome.Keep(true);
    }, cancellationToken);

    /// <summary>The key with this hash; null where there is none, or it has expired.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<CalendarKey?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var now = clock.GetUtcNow();
        return await context.Set<CalendarKey>().AsNoTracking().FirstOrDefaultAsync(key => key.Hash == hash && key.ExpiresAt > now, cancellationToken);
    }

    /// <summary>The keys that open something, the newest first.</summary>
    /// <param name="subject">Whose; null for everybody's.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<IReadOnlyList<CalendarKey>> ListAsync(string? subject, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var now = clock.GetUtcNow();
        return await context.Set<CalendarKey>().AsNoTracking().Where(key => key.ExpiresAt > now && (subject == null || key.Subject == subject))
            .OrderByDescending(key => key.CreatedAt).ThenBy(key => key.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Forgets a key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="subject">Whose it must be; null where anybody's will do.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<bool> RemoveAsync(string id, string? subject, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Set<CalendarKey>().Where(key => key.Id == id && (subject == null || key.Subject == subject)).ExecuteDeleteAsync(cancellationToken) > 0;
    }
}
