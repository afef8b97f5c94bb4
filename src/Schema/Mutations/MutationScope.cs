using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Scalars;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>What a mutation works with inside its transaction.</summary>
/// <param name="data">The transaction's context.</param>
/// <param name="input">The coerced input.</param>
/// <param name="caller">Who asks; has the role.</param>
/// <param name="language">The language of what the answer says.</param>
/// <param name="clock">The time of the transaction.</param>
/// <param name="naturalKeys">What the natural keys of the input lead to.</param>
internal sealed class MutationScope(
    PlanDbContext data, InputObject input, Caller caller, Language language, TimeProvider clock, IReadOnlyDictionary<ObjectId, long> naturalKeys)
{
    private Agency? agency;
    private bool isAgencyRead;

    public PlanDbContext Data => data;

    public InputObject Input => input;

    public Caller Caller => caller;

    public Language Language => language;

    /// <summary>Reads the input and keeps its problems; those of the idempotency key are there from the start.</summary>
    public InputValidation Validation { get; } = new();

    /// <summary>How the rows name the caller: by the token's subject.</summary>
    public string? Actor => caller.Subject;

    /// <summary>Now, as both databases can keep it.</summary>
    public DateTimeOffset Now { get; private init; } = ToMicroseconds(clock.GetUtcNow());

    /// <summary>The day in Viet Nam.</summary>
    public DateOnly Today { get; private init; } = VietnamDay.Today(clock);

    /// <summary>The key in a global id of the input; null where the field holds none of this type.</summary>
    public long? KeyOf(string field, string typeName) => KeyIn(input.Get<string>(field), typeName);

    /// <summary>The key in a global id, or of what a natural key leads to; null where it is none of this type.</summary>
    public long? KeyIn(string? id, string typeName)
    {
        if (!ObjectId.TryParse(id, out var parsed) || parsed.TypeName != typeName)
        {
            return null;
        }

        return parsed.NaturalKey is null ? parsed.Key : naturalKeys.TryGetValue(parsed, out var key) ? key : null;
    }

    /// <summary>The same transaction, about one of several inputs: with problems of its own.</summary>
    public async Task<MutationScope> ForPartAsync(InputObject part, CancellationToken cancellationToken) => new(data, part, caller, language, clock, naturalKeys)
    {
        Now = Now,
        Today = Today,
        agency = await AgencyAsync(cancellationToken),
        isAgencyRead = true,
    };

    /// <summary>Whether the caller sees a row that may belong to a draft.</summary>
    public bool Sees(IDraftable row) => row.DraftPlanId is null || caller.HasAny(Permissions.SeesDrafts);

    /// <summary>The conflict with <c>expectedVersion</c>, if there is one. Looked at before any other rule about the object.</summary>
    public MutationError? ConflictWith(IVersioned found)
    {
        var expected = input.Get<int>("expectedVersion");
        return expected == found.Version ? null : MutationErrors.VersionConflict(expected, found.Version);
    }

    /// <summary>The agency that the caller acts for; null without the role AGENCY, without a claim, and where the register does not hold its code.</summary>
    public async Task<Agency?> AgencyAsync(CancellationToken cancellationToken)
    {
        if (!isAgencyRead && caller.ActingFor is { } code)
        {
            // Of a task that has been read, the agencies that it is assigned to are there.
            agency = data.ChangeTracker.Entries<Agency>().FirstOrDefault(entry => entry.Entity.Code == code)?.Entity
                ?? await data.Agencies.SingleOrDefaultAsync(agency => agency.Code == code, cancellationToken);
        }

        isAgencyRead = true;
        return agency;
    }

    /// <summary>
    /// A task that the caller sees, with its plan, assignments and deadlines, all of which stay as they are until the transaction ends.
    /// </summary>
    /// <param name="key">The task's key; null for an id that was none.</param>
    /// <param name="willChange">True where the mutation may change the task or its plan's contents: then one writer at a time has it, with its states.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<PlanTask?> FindTaskAsync(long? key, bool willChange, CancellationToken cancellationToken) =>
        FindTaskAsync(key, willChange, through: null, cancellationToken);

    /// <summary>As <see cref="FindTaskAsync(long?, bool, CancellationToken)"/>, for a task that a report or an amendment is about; it is read as well.</summary>
    public Task<PlanTask?> FindTaskOfAsync<T>(long? key, bool willChange, CancellationToken cancellationToken) =>
        FindTaskAsync(key, willChange, typeof(T), cancellationToken);

    /// <summary>The tasks that the caller sees among these, held as by <see cref="FindTaskAsync(long?, bool, CancellationToken)"/>, for a report on each.</summary>
    public async Task<IReadOnlyDictionary<long, PlanTask>> FindTasksToReportOnAsync(IReadOnlyList<long> keys, CancellationToken cancellationToken)
    {
        var found = await data.ReadTasksAsync(new(keys) { AgencyCode = caller.ActingFor, IsTracked = false, NewReports = keys.Count }, cancellationToken);
        return found.Where(Sees).ToDictionary(task => task.Id);
    }

    private async Task<PlanTask?> FindTaskAsync(long? key, bool willChange, Type? through, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return null;
        }

        var request = new TaskRequest(key.Value) { Through = through, WillChange = willChange, AgencyCode = isAgencyRead ? null : caller.ActingFor };
        var found = await data.ReadTasksAsync(request, cancellationToken);
        return found is [var task] && Sees(task) ? task : null;
    }

    // PostgreSQL keeps microseconds.
    private static DateTimeOffset ToMicroseconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
}
