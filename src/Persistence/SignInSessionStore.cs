using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence;

/// <summary>What a request needs of a session's row.</summary>
/// <param name="Ticket">Who it is, encrypted.</param>
/// <param name="Tokens">The provider's tokens, encrypted.</param>
/// <param name="TokensVersion">Which tokens they are.</param>
public sealed record StoredSession(byte[] Ticket, byte[] Tokens, int TokensVersion);

/// <summary>The table of those who have signed in on the pages. Read on the primary: a session that was ended counts nowhere from then on.</summary>
public sealed class SignInSessionStore(IDatabase database, TimeProvider clock)
{
    /// <summary>Of one person; the oldest end with the next sign-in.</summary>
    public const int MaxPerSubject = 50;

    /// <summary>Keeps a session; those that have expired are forgotten.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task AddAsync(SignInSession session, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var now = clock.GetUtcNow();
        var sessions = context.Set<SignInSession>();
        await sessions.Where(known => known.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        var surplus = await sessions.Where(known => known.Subject == session.Subject).OrderByDescending(known => known.CreatedAt).ThenBy(known => known.Hash)
            .Skip(MaxPerSubject - 1).Select(known => known.Hash).ToListAsync(cancellationToken);
        if (surplus.Count > 0)
        {
            await sessions.Where(known => surplus.Contains(known.Hash)).ExecuteDeleteAsync(cancellationToken);
        }

        session.CreatedAt = now;
        context.Add(session);
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The session with this hash, or null; it may have expired, which its ticket says.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<StoredSession?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        // Without EF Core, whose model takes half a second to build: each request of a page comes here.
        await using var connection = await database.OpenReadAsync(fromPrimary: true, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT ticket, tokens, tokens_version FROM sign_in_sessions WHERE hash = @hash";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@hash";
        parameter.Value = hash;
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new((byte[])reader[0], (byte[])reader[1], reader.GetInt32(2)) : null;
    }

    /// <summary>Lets a session that is there last until <paramref name="expiresAt"/>.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task RenewAsync(string hash, byte[] ticket, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        await context.Set<SignInSession>().Where(session => session.Hash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.Ticket, ticket).SetProperty(session => session.ExpiresAt, expiresAt), cancellationToken);
    }

    /// <summary>Whether the caller, of all that ask at this and other servers, is to get new tokens in place of those of this version.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<bool> BeginRefreshAsync(string hash, int version, TimeSpan atMost)
    {
        await using var context = database.CreateContext();
        var now = clock.GetUtcNow();
        var until = now + atMost;
        return await context.Set<SignInSession>()
            .Where(session => session.Hash == hash && session.TokensVersion == version && (session.RefreshingUntil == null || session.RefreshingUntil <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.RefreshingUntil, until)) > 0;
    }

    /// <summary>Ends what <see cref="BeginRefreshAsync"/> began.</summary>
    /// <param name="hash">Whose tokens.</param>
    /// <param name="version">The version that it began with.</param>
    /// <param name="tokens">The new ones; null where there are none, so that the next request tries again.</param>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task EndRefreshAsync(string hash, int version, byte[]? tokens)
    {
        await using var context = database.CreateContext();
        var session = context.Set<SignInSession>().Where(session => session.Hash == hash && session.TokensVersion == version);
        DateTimeOffset? ended = null;
        await (tokens is null
            ? session.ExecuteUpdateAsync(set => set.SetProperty(session => session.RefreshingUntil, ended))
            : session.ExecuteUpdateAsync(set => set.SetProperty(session => session.RefreshingUntil, ended)
                .SetProperty(session => session.Tokens, tokens).SetProperty(session => session.TokensVersion, version + 1)));
    }

    /// <summary>Ends a session.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task RemoveAsync(string hash, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        await context.Set<SignInSession>().Where(session => session.Hash == hash).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends all sessions of a person.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task RemoveAllAsync(string subject, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        await context.Set<SignInSession>().Where(session => session.Subject == subject).ExecuteDeleteAsync(cancellationToken);
    }
}
