using System.Security.Cryptography;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Input;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>
/// The answers that were given to idempotency keys, kept for 24 hours. Only successes are kept: a refusal wrote nothing and may be tried again.
/// </summary>
/// <remarks>
/// A key is claimed before the work. Where it comes twice at the same moment, on two servers too, the second waits at the table's primary key until the first
/// has ended: committed, its claim is refused, and the next attempt finds the first one's answer; rolled back, it is its turn.
/// </remarks>
internal sealed partial class IdempotencyKeys(PlanWriter writer, TimeProvider clock, ILogger<IdempotencyKeys> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan PruningInterval = TimeSpan.FromHours(1);

    // A caller waits for it, and an old key may be locked.
    private static readonly TimeSpan LongestPruning = TimeSpan.FromSeconds(2);

    private long nextPruning;

    /// <summary>The row of a key that has been answered within its lifetime.</summary>
    public async Task<IdempotencyKey?> FindAsync(PlanDbContext data, IdempotentRequest request, CancellationToken cancellationToken)
    {
        var found = await data.IdempotencyKeys.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Caller == request.Caller && row.Key == request.Key, cancellationToken);
        return found is null || found.CreatedAt <= clock.GetUtcNow() - Lifetime ? null : found;
    }

    /// <summary>Takes the key for this transaction; its outcome is the transaction's to fill in.</summary>
    public async Task<IdempotencyKey> ClaimAsync(PlanDbContext data, IdempotentRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var oldest = now - Lifetime;
        await data.IdempotencyKeys
            .Where(row => row.Caller == request.Caller && row.Key == request.Key && row.CreatedAt <= oldest)
            .ExecuteDeleteAsync(cancellationToken);
        var claim = new IdempotencyKey
        {
            Caller = request.Caller,
            Key = request.Key,
            Mutation = request.Mutation,
            InputHash = request.InputHash,
            Outcome = "",
            CreatedAt = now,
        };
        data.Add(claim);
        await data.SaveChangesAsync(cancellationToken);
        return claim;
    }

    /// <summary>Removes what is too old, at most once an hour and server. A caller's mutation brings it about, and does not fail where it fails.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = Interlocked.Read(ref nextPruning);
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref nextPruning, (now + PruningInterval).UtcTicks, due) != due)
        {
            return;
        }

        var oldest = now - Lifetime;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestPruning);
        try
        {
            await writer.RunAsync(
                ChangeAuthor.System,
                async (data, cancellation) => WriteOutcome.Keep(
                    await data.IdempotencyKeys.Where(row => row.CreatedAt <= oldest).ExecuteDeleteAsync(cancellation)),
                limit.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotPruned(logger, fault);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Idempotency keys older than a day could not be removed; they are tried again in an hour")]
    private static partial void LogNotPruned(ILogger logger, Exception fault);
}

/// <summary>A mutation that was sent with an idempotency key.</summary>
/// <param name="Caller">The token's subject; each has keys of its own.</param>
/// <param name="Key">The key.</param>
/// <param name="Mutation">The mutation's name.</param>
/// <param name="InputHash">Tells one input from another, the key itself left out, and one agency that the caller acts for from another.</param>
/// <param name="Fault">Why the key cannot be one; null where it can.</param>
internal sealed record IdempotentRequest(string Caller, string Key, string Mutation, string InputHash, MutationError? Fault)
{
    // Stands between the hash of the input and the agency; rows that were kept before it had no agency.
    private const char AgencyMark = '@';

    private const string Field = "idempotencyKey";
    private const int MaxLength = 200;

    /// <summary>The key came before, with another mutation or another input, or for another agency.</summary>
    public static readonly MutationError UsedOtherwise = MutationErrors.Validation(Field, new(
        "idempotencyKey was used within the last 24 hours with another input, or for another agency; send a new key for a new request.",
        "idempotencyKey đã được dùng trong 24 giờ qua với đầu vào khác hoặc cho cơ quan khác; hãy gửi khóa mới cho yêu cầu mới."));

    /// <summary>Whether a key was kept for this very request.</summary>
    public bool IsAnsweredBy(IdempotencyKey kept) => kept.Mutation == Mutation
        && kept.InputHash == (kept.InputHash.Contains(AgencyMark, StringComparison.Ordinal) ? InputHash : InputHash[..InputHash.IndexOf(AgencyMark, StringComparison.Ordinal)]);

    /// <summary>The request; null where it has no key.</summary>
    /// <param name="mutation">Its name.</param>
    /// <param name="input">Its input.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="agency">The agency that the caller acts for: what it was answered for one, it may not see for another.</param>
    public static IdempotentRequest? Of(string mutation, InputObject input, Caller caller, string? agency)
    {
        if (input.Get<string>(Field) is not { } given)
        {
            return null;
        }
        // Rows are kept in NFC, so that is what they are looked up by.
        var key = given.Normalize();
        return new((caller.Subject ?? "").Normalize(), key, mutation, Hash(input) + AgencyMark + agency?.Normalize(), FaultOf(key));
    }

    private static MutationError? FaultOf(string key) => InputText.IsBlank(key) || key.Length > MaxLength || key.Any(char.IsControl)
        ? MutationErrors.Validation(Field, new(
            $"idempotencyKey must have 1 to {MaxLength} characters and no control characters, e.g. a UUID.",
            $"idempotencyKey phải có từ 1 đến {MaxLength} ký tự và không có ký tự điều khiển, ví dụ một UUID."))
        : null;

    private static string Hash(InputObject input)
    {
        var others = new InputObject([.. input.Fields.Where(field => field.Key != Field)]);
        return Convert.ToHexStringLower(SHA256.HashData(InputJson.ToUtf8(others)));
    }
}
