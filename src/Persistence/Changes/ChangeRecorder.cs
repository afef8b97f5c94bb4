using System.Text.Json.Nodes;
using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Follows the saves of one transaction: raises versions, sets times, and at the end writes one Change per object that changed.
/// What is written past EF Core's tracker (ExecuteUpdate, SQL) it does not see.
/// </summary>
internal sealed class ChangeRecorder(PlanDbContext context, ChangeAuthor author, TimeProvider clock) : ISaveRecorder
{
    private readonly Dictionary<object, PendingChange> pending = new(ReferenceEqualityComparer.Instance);
    private readonly List<Change> told = [];
    private readonly List<(ChangeSubject Subject, long Id)> released = [];
    private readonly Dictionary<object, DateOnly> countsFrom = new(ReferenceEqualityComparer.Instance);

    /// <summary>When what changes in this transaction changed.</summary>
    public DateTimeOffset Now { get; } = ToMicroseconds(clock.GetUtcNow());

    /// <summary>The one that follows a context's saves.</summary>
    public static ChangeRecorder Of(PlanDbContext context) => (ChangeRecorder)context.Recorder!;

    /// <inheritdoc/>
    public async Task CaptureAsync(CancellationToken cancellationToken)
    {
        var changed = context.ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .ToList();
        foreach (var entry in changed)
        {
            if (SubjectFields.SubjectOf(entry.Entity) is { } subject && IsChange(entry, subject))
            {
                Touch(entry, subject);
            }
        }

        foreach (var entry in changed)
        {
            // A deadline that is only moved to another draft, say, is none of its task's business.
            if (SubjectFields.SubjectOf(entry.Entity) is not null && !pending.ContainsKey(entry.Entity))
            {
                continue;
            }

            foreach (var link in LinkFields.OfLink(entry.Metadata.ClrType))
            {
                await TouchOwnerAsync(entry, link, changed, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void CountFrom(object entity, DateOnly day) => countsFrom[entity] = day;

    /// <summary>Adds a Change of what no row shows: time alone brought it about.</summary>
    public void Tell(Change change) => told.Add(change);

    /// <summary>Adds a Change of each of these, which are visible to all from now on and otherwise as they were. Their rows are written past the tracker.</summary>
    public void TellReleased(ChangeSubject subject, IEnumerable<long> ids) => released.AddRange(ids.Select(id => (subject, id)));

    /// <summary>
    /// The changes that the transaction comes to, in the order in which they are numbered; the last thing in a transaction, after everything has its key. Nothing
    /// is tracked any more then.
    /// </summary>
    public async Task<IReadOnlyList<Change>> DescribeAsync(CancellationToken cancellationToken)
    {
        if (pending.Count + told.Count + released.Count == 0)
        {
            return [];
        }

        // Everything is saved: there is nothing to detect, entry by entry.
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        var agency = await FindAgencyAsync(cancellationToken);
        var changes = pending.Values
            .Select(pending => Describe(pending, agency))
            .Concat(told)
            .Concat(released.Select(row => new Change
            {
                Kind = ChangeKind.Updated,
                PublicKind = ChangeKind.Created,
                Subject = row.Subject,
                SubjectId = row.Id,
                AgencyId = agency,
                Actor = author.Actor,
                Before = "{}",
                After = "{}",
            }))
            .OrderBy(change => Rank(change.Subject)).ThenBy(change => change.SubjectId)
            .ToList();
        context.ChangeTracker.Clear();
        context.ChangeTracker.AutoDetectChangesEnabled = true;

        var occurredAt = ToMicroseconds(clock.GetUtcNow());
        changes.ForEach(change => change.OccurredAt = occurredAt);
        return changes;
    }

    /// <summary>PostgreSQL keeps microseconds; what a writer answers must be what a reader finds.</summary>
    internal static DateTimeOffset ToMicroseconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    // Most work has read its caller's agency already.
    private async Task<long?> FindAgencyAsync(CancellationToken cancellationToken)
    {
        if (author.AgencyCode is not { } code)
        {
            return null;
        }

        return context.ChangeTracker.Entries<Agency>().FirstOrDefault(entry => entry.Entity.Code == code)?.Entity.Id
            ?? await context.Agencies.Where(found => found.Code == code).Select(found => (long?)found.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private void Touch(EntityEntry entry, ChangeSubject subject)
    {
        if (pending.TryGetValue(entry.Entity, out var known))
        {
            if (entry.State != EntityState.Deleted)
            {
                return;
            }

            if (known.Kind == ChangeKind.Created)
            {
                pending.Remove(entry.Entity);
            }

            known.Kind = ChangeKind.Deleted;
            return;
        }

        var kind = entry.State switch { EntityState.Added => ChangeKind.Created, EntityState.Deleted => ChangeKind.Deleted, _ => ChangeKind.Updated };
        var isNew = kind == ChangeKind.Created;
        var original = entry.OriginalValues;
        pending.Add(entry.Entity, new(
            entry.Entity, subject, kind,
            wasPublic: !isNew && Visibility.IsPublic(entry.Entity, property => original[property]),
            before: isNew ? null : Read(original, subject)));
        Stamp(entry.Entity, kind);
    }

    private void Stamp(object entity, ChangeKind kind)
    {
        if (kind == ChangeKind.Deleted)
        {
            return;
        }

        if (kind == ChangeKind.Updated)
        {
            ((IVersioned)entity).Version++;
        }

        if (entity is not ITimestamped stamped)
        {
            return;
        }

        stamped.UpdatedAt = Now;
        if (kind == ChangeKind.Created)
        {
            stamped.CreatedAt = Now;
        }
    }

    private async Task TouchOwnerAsync(EntityEntry entry, LinkFields link, List<EntityEntry> changed, CancellationToken cancellationToken)
    {
        var owner = entry.Reference(link.Reference).CurrentValue
            ?? await context.FindAsync(link.Owner, [entry.Property(link.Key).OriginalValue], cancellationToken);
        if (owner is null || context.Entry(owner) is not { State: not EntityState.Deleted } ownerEntry || IsHiddenFrom(owner, entry.Entity))
        {
            return;
        }

        Touch(ownerEntry, SubjectFields.SubjectOf(owner)!.Value);
        var pending = this.pending[owner];
        if (pending.Before is null || !pending.Links.Add(link))
        {
            return;
        }

        var rows = ownerEntry.Collection(link.Collection);
        if (!rows.IsLoaded)
        {
            await rows.LoadAsync(cancellationToken);
        }

        var id = ((IVersioned)owner).Id;
        var before = rows.CurrentValue!.Cast<object>().Select(context.Entry)
            .Concat(changed.Where(row => row.State == EntityState.Deleted && row.Metadata.ClrType == link.Link))
            .DistinctBy(row => row.Entity, ReferenceEqualityComparer.Instance)
            .Where(row => row.State != EntityState.Added && Equals(row.Property(link.Key).OriginalValue, id))
            .Select(row => row.OriginalValues)
            .ToList();
        foreach (var field in link.Fields)
        {
            pending.Before[field.Name] = ReadList(before, field);
        }
    }

    // That a task of a draft names an investment item is not for those who see the item but not the draft.
    private static bool IsHiddenFrom(object owner, object link) =>
        owner is InvestmentItem { DraftPlanId: null, DraftPlan: null }
        && link is TaskInvestmentItem { Task: { } task }
        && (task.DraftPlanId is not null || task.DraftPlan is not null);

    private Change Describe(PendingChange pending, long? agency)
    {
        var entry = context.Entry(pending.Entity);
        var after = pending.Kind == ChangeKind.Deleted ? null : ReadAfter(pending, entry);
        var isPublic = after is not null && Visibility.IsPublic(pending.Entity, property => entry.CurrentValues[property]);
        var fields = ChangedFields(pending.Before, after);
        var isUpdate = pending.Kind == ChangeKind.Updated;
        var told = after is null ? null : isUpdate ? Only(after, fields) : after;
        if (isUpdate && told is not null && countsFrom.TryGetValue(pending.Entity, out var day))
        {
            told["countsFrom"] = ChangeJson.ToNode(day);
        }

        return new()
        {
            Kind = pending.Kind,
            PublicKind = Visibility.PublicKind(pending.Kind, pending.WasPublic, isPublic),
            Subject = pending.Subject,
            SubjectId = ((IVersioned)pending.Entity).Id,
            AgencyId = agency,
            Actor = author.Actor,
            ChangedFields = after is null ? [] : fields,
            Before = pending.Before is null ? null : ChangeJson.ToText(isUpdate ? Only(pending.Before, fields) : WithoutEmpty(pending.Before)),
            After = told is null ? null : ChangeJson.ToText(told),
            OwnerAgencyId = pending.Entity switch { ProgressReport report => report.AgencyId, Amendment amendment => amendment.AgencyId, _ => null },
            TaskId = pending.Entity switch { ProgressReport report => report.TaskId, Amendment amendment => amendment.TaskId, _ => null },
        };
    }

    private JsonObject ReadAfter(PendingChange pending, EntityEntry entry)
    {
        var isNew = pending.Kind == ChangeKind.Created;
        var after = Read(entry.CurrentValues, pending.Subject);
        foreach (var link in isNew ? LinkFields.OfOwner(entry.Metadata.ClrType) : pending.Links)
        {
            var rows = entry.Collection(link.Collection).CurrentValue?.Cast<object>().Select(row => context.Entry(row).CurrentValues).ToList() ?? [];
            foreach (var field in link.Fields)
            {
                after[field.Name] = ReadList(rows, field);
            }
        }

        return isNew ? WithoutEmpty(after) : after;
    }

    private static bool IsChange(EntityEntry entry, ChangeSubject subject)
    {
        if (entry.State != EntityState.Modified)
        {
            return true;
        }

        var (original, current) = (entry.OriginalValues, entry.CurrentValues);
        return SubjectFields.Of(subject).Any(field => !JsonNode.DeepEquals(field.Read(original), field.Read(current)))
            || Visibility.IsPublic(entry.Entity, property => original[property]) != Visibility.IsPublic(entry.Entity, property => current[property]);
    }

    private static JsonObject Read(PropertyValues values, ChangeSubject subject) =>
        new(SubjectFields.Of(subject).Select(field => KeyValuePair.Create(field.Name, field.Read(values))));

    private static JsonArray ReadList(IEnumerable<PropertyValues> rows, SubjectField field) =>
        new([.. rows.OrderBy(row => (int)row[nameof(TaskAssignment.Position)]!).Select(field.Read).Where(value => value is not null)]);

    private static string[] ChangedFields(JsonObject? before, JsonObject? after) => after is null
        ? []
        : [.. after.Where(field => !JsonNode.DeepEquals(before?[field.Key], field.Value)).Select(field => field.Key)];

    private static JsonObject Only(JsonObject values, string[] fields) => new(fields.Select(field => KeyValuePair.Create(field, values[field]?.DeepClone())));

    private static JsonObject WithoutEmpty(JsonObject values) =>
        Only(values, [.. values.Where(field => field.Value is not (null or JsonArray { Count: 0 })).Select(field => field.Key)]);

    // What others refer to comes first, so that a copy made in this order never refers to what it does not have yet.
    private static int Rank(ChangeSubject subject) => subject switch
    {
        ChangeSubject.Agency => -3,
        ChangeSubject.Locality => -2,
        ChangeSubject.LegalDocument => -1,
        _ => (int)subject,
    };
}
