using System.Text.Json;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Amendments;
using KGPlanGraph.Schema.Types.Changes;
using KGPlanGraph.Schema.Types.InvestmentItems;
using KGPlanGraph.Schema.Types.ProgressReports;
using KGPlanGraph.Schema.Types.Sections;

namespace KGPlanGraph.Schema.Exports;

/// <summary>
/// Finds what changed for a caller behind a place in the sequence of changes: the subjects of the changes that the caller sees, and what looks different through them without a change of its
/// own. Only keys are kept.
/// </summary>
internal sealed class ChangedObjects(IReadStore snapshot, Caller caller, DateOnly today)
{
    // Keys in one statement.
    private const int Chunk = 5_000;

    // What agencies say of a task: those that lead or co-ordinate it see it in any state.
    private static readonly (TypeBinding Type, Column Id, Column TaskId, Column MadeAt)[] Submissions =
    [
        (ProgressReportType.Binding, ProgressReportTable.Id, ProgressReportTable.TaskId, ProgressReportTable.SubmittedAt),
        (AmendmentType.Binding, AmendmentTable.Id, AmendmentTable.TaskId, AmendmentTable.ProposedAt),
    ];

    private readonly Dictionary<ChangeSubject, HashSet<long>> changed = [];

    /// <summary>Finds all.</summary>
    /// <param name="types">The types that are asked for.</param>
    /// <param name="after">The number of the last change that is known.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>By type: the keys that are there for the caller, in order, and those that are there no longer.</returns>
    public async ValueTask<IReadOnlyDictionary<string, (IReadOnlyList<long> Present, IReadOnlyList<long> Gone)>> FindAsync(
        IReadOnlyList<TypeBinding> types, long after, CancellationToken cancellationToken)
    {
        var seesSubmissionsByTask = caller.HasAny(Role.Agency) && !caller.HasAny(Permissions.SeesAllReports);
        var agency = seesSubmissionsByTask ? await FindAgencyAsync(cancellationToken).ConfigureAwait(false) : null;
        var (appeared, handedOver) = await ReadChangesAsync(after, agency, cancellationToken).ConfigureAwait(false);
        var beside = await FindBesideAsync(appeared, seesSubmissionsByTask, cancellationToken).ConfigureAwait(false);
        var lost = await FindLostAsync(handedOver, cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<string, (IReadOnlyList<long> Present, IReadOnlyList<long> Gone)>();
        foreach (var type in types)
        {
            var keys = Of(SubjectOf(type));
            var present = await KeysAsync(type.Table, type.Table.Key!, [.. keys.Union(beside.GetValueOrDefault(type.TypeName) ?? [])],
                chunk => Condition.Both(new Membership(new ColumnOperand(type.Table.Key!), chunk, false), type.VisibleTo(caller)), cancellationToken).ConfigureAwait(false);
            found[type.TypeName] = ([.. present.Order()], [.. keys.Union(lost.GetValueOrDefault(type.TypeName) ?? []).Except(present).Order()]);
        }

        return found;
    }

    /// <summary>The newest change that the caller sees.</summary>
    public async ValueTask<ChangePlace> FindNewestAsync(CancellationToken cancellationToken)
    {
        ChangePlace newest = default;
        var select = new Select(0, ChangeTable.Table, null);
        select.Add(ChangeTable.Sequence);
        select.Add(ChangeTable.OccurredAt);
        var binding = new SelectBinding { Where = ChangeType.Binding.VisibleTo(caller), PageSize = 1, Backward = true };
        await ReadAsync(select, binding, row => newest = ChangePlace.Of(row.GetLong(0), row.GetInstant(1)), cancellationToken).ConfigureAwait(false);
        return newest;
    }

    private static ChangeSubject SubjectOf(TypeBinding type) => (ChangeSubject)ChangeType.Subjects.ToList().FindIndex(subject => subject.TypeName == type.TypeName);

    private HashSet<long> Of(ChangeSubject subject) => changed.TryGetValue(subject, out var keys) ? keys : changed[subject] = [];

    // The tasks that came into being, or into sight, and those that the caller's agency led until then.
    private async ValueTask<(HashSet<long> Appeared, ILookup<DateTimeOffset, long> HandedOver)> ReadChangesAsync(long after, long? agency, CancellationToken cancellationToken)
    {
        var appeared = new HashSet<long>();
        var handedOver = new List<(DateTimeOffset At, long Task)>();
        var select = new Select(0, ChangeTable.Table, null);
        Column[] columns =
            [ChangeTable.Sequence, ChangeTable.Subject, ChangeTable.SubjectId, ChangeTable.Kind, ChangeTable.PublicKind, ChangeTable.OccurredAt, ChangeTable.Before];
        foreach (var column in columns[..(agency is null ? ^2 : ^0)])
        {
            select.Add(column);
        }

        int read;
        do
        {
            var binding = new SelectBinding { Where = ChangeType.Binding.VisibleTo(caller), PageSize = Chunk, After = new Keyset([], after) };
            read = await ReadAsync(select, binding, row =>
            {
                after = row.GetLong(0);
                var (subject, key) = ((ChangeSubject)row.GetShort(1), row.GetLong(2));
                Of(subject).Add(key);
                if (subject != ChangeSubject.Task)
                {
                    return;
                }

                if ((ChangeKind)row.GetShort(3) != ChangeKind.Updated || (!row.IsNull(4) && (ChangeKind)row.GetShort(4) != ChangeKind.Updated))
                {
                    appeared.Add(key);
                }
                else if (agency is { } id && !row.IsNull(6) && WasLedBy(id, row.GetText(6)))
                {
                    handedOver.Add((row.GetInstant(5), key));
                }
            }, cancellationToken).ConfigureAwait(false);
        }
        while (read == Chunk);
        return (appeared, handedOver.ToLookup(task => task.At, task => task.Task));
    }

    // A change's values before it have the lead only where the change is of the lead.
    private static bool WasLedBy(long agency, ReadOnlySpan<byte> before)
    {
        var json = new Utf8JsonReader(before);
        return JsonElement.ParseValue(ref json).TryGetProperty("leadAgency", out var lead) && lead.ValueKind == JsonValueKind.Number && lead.GetInt64() == agency;
    }

    private async ValueTask<long?> FindAgencyAsync(CancellationToken cancellationToken)
    {
        long? found = null;
        var select = new Select(0, AgencyTable.Table, null);
        select.Add(AgencyTable.Id);
        var binding = new SelectBinding { Where = new Comparison(new ColumnOperand(AgencyTable.Code), ComparisonKind.Equal, caller.AgencyCode ?? "") };
        await ReadAsync(select, binding, row => found = row.GetLong(0), cancellationToken).ConfigureAwait(false);
        return found;
    }

    // Objects of which a list is said by others: by sections of their parent, by tasks of their items. And what an agency sees of a task by leading or co-ordinating it.
    private async ValueTask<Dictionary<string, IReadOnlyCollection<long>>> FindBesideAsync(
        HashSet<long> appeared, bool seesSubmissionsByTask, CancellationToken cancellationToken)
    {
        var beside = new Dictionary<string, IReadOnlyCollection<long>>
        {
            [SectionType.Binding.TypeName] = await KeysAsync(
                SectionTable.Table, SectionTable.ParentId, Of(ChangeSubject.Section), chunk => new Membership(new ColumnOperand(SectionTable.Id), chunk, false), cancellationToken)
                .ConfigureAwait(false),
        };
        var items = await KeysAsync(
            InvestmentItemTable.Table, InvestmentItemTable.Id, appeared,
            chunk => new Quantified(InvestmentItemType.Tasks, Condition.Always, new Membership(new ColumnOperand(TaskTable.Id), chunk, false), Quantifier.Some), cancellationToken)
            .ConfigureAwait(false);
        foreach (var kind in InvestmentItemType.Any.PossibleTypes)
        {
            beside[kind.TypeName] = items;
        }

        foreach (var (type, id, taskId, _) in seesSubmissionsByTask ? Submissions : [])
        {
            beside[type.TypeName] = await KeysAsync(
                type.Table, id, Of(ChangeSubject.Task), chunk => new Membership(new ColumnOperand(taskId), chunk, false), cancellationToken).ConfigureAwait(false);
        }

        return beside;
    }

    // What was submitted while the caller's agency led the task. What came after it was never the caller's to see.
    private async ValueTask<Dictionary<string, HashSet<long>>> FindLostAsync(ILookup<DateTimeOffset, long> handedOver, CancellationToken cancellationToken)
    {
        var lost = Submissions.ToDictionary(submission => submission.Type.TypeName, _ => new HashSet<long>());
        foreach (var tasks in handedOver)
        {
            foreach (var (type, id, taskId, madeAt) in Submissions)
            {
                var before = new Comparison(new ColumnOperand(madeAt), ComparisonKind.LessOrEqual, tasks.Key);
                lost[type.TypeName].UnionWith(await KeysAsync(
                    type.Table, id, [.. tasks], chunk => Condition.Both(new Membership(new ColumnOperand(taskId), chunk, false), before), cancellationToken).ConfigureAwait(false));
            }
        }

        return lost;
    }

    // The values of a column of the rows that belong to some keys.
    private async ValueTask<HashSet<long>> KeysAsync(
        Table table, Column column, IReadOnlyCollection<long> keys, Func<IReadOnlyList<object>, Condition> where, CancellationToken cancellationToken)
    {
        var found = new HashSet<long>();
        var select = new Select(0, table, null);
        select.Add(column);
        foreach (var chunk in keys.Chunk(Chunk))
        {
            await ReadAsync(select, new SelectBinding { Where = where([.. chunk.Cast<object>()]) }, row =>
            {
                if (!row.IsNull(0))
                {
                    found.Add(row.GetLong(0));
                }
            }, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    private async ValueTask<int> ReadAsync(Select select, SelectBinding binding, Action<RowReader> read, CancellationToken cancellationToken)
    {
        await using var batch = await snapshot.ExecuteAsync([StatementWriter.Rows(snapshot.Dialect, select, [binding], [today])], false, cancellationToken).ConfigureAwait(false);
        var rows = await batch.NextAsync(cancellationToken).ConfigureAwait(false);
        rows.LeadingKeyColumns = 0;
        var count = 0;
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            read(rows);
            count++;
        }

        return count;
    }
}
