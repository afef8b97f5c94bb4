using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Model.Saving;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Persistence.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>The tasks that a transaction is about, and what it wants to know of them.</summary>
/// <param name="Keys">The tasks' keys, or those of <paramref name="Through"/>.</param>
public sealed record TaskRequest(params IReadOnlyList<long> Keys)
{
    /// <summary>What the keys are of, where they are not the tasks': <see cref="ProgressReport"/> or <see cref="Amendment"/>, which are read as well.</summary>
    public Type? Through { get; init; }

    /// <summary>True where the transaction may change the tasks: then one writer at a time has them. Otherwise they only stay as they are.</summary>
    public bool WillChange { get; init; }

    /// <summary>An agency to be read as well; null where nobody is asked for.</summary>
    public string? AgencyCode { get; init; }

    /// <summary>Whether the context follows the tasks. False where nothing of them is changed or referred to by navigation: following costs more than reading.</summary>
    public bool IsTracked { get; init; } = true;

    /// <summary>How many reports may be added: their keys come along.</summary>
    public int NewReports { get; init; }
}

/// <summary>
/// Locks and reads tasks with their plans, assignments, agencies and deadlines in one round trip: the plan first, then the task, so that all of it stays as it
/// was read until the transaction ends. SQLite has one writer at a time and locks nothing.
/// </summary>
public static class TaskRows
{
    private static readonly ConcurrentDictionary<(bool IsPostgres, bool IsOne, Type? Through, bool WillChange, bool HasAgency, bool HasNew), string> Texts = new();

    /// <summary>
    /// Reads those of the tasks that exist, each with its plan, its assignments with their agencies, and its deadlines, in the order of the text; with
    /// <see cref="TaskRequest.WillChange"/> also its states. The context always tracks the report with its met deadlines, or the amendment with the agency that it
    /// proposes, and the agency of <see cref="TaskRequest.AgencyCode"/>.
    /// </summary>
    public static async Task<IReadOnlyList<PlanTask>> ReadTasksAsync(this PlanDbContext context, TaskRequest request, CancellationToken cancellationToken)
    {
        var isPostgres = context.Database.IsNpgsql();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        long[] keys = [.. request.Keys.Distinct()];
        command.CommandText = Texts.GetOrAdd(
            (isPostgres, keys.Length == 1, request.Through, request.WillChange, request.AgencyCode is not null, request.NewReports > 0),
            key => new TaskRowsText(context, key.IsPostgres, key.IsOne).Of(request));
        command.Parameters.Add((isPostgres, keys) switch
        {
            (true, [var key]) => new NpgsqlParameter<long>("key", key),
            (true, _) => new NpgsqlParameter<long[]>("keys", keys),
            (false, [var key]) => new SqliteParameter("key", key),
            _ => new SqliteParameter("keys", JsonSerializer.Serialize(keys)),
        });
        if (request.AgencyCode is { } code)
        {
            command.Parameters.Add(isPostgres ? new NpgsqlParameter<string>("agency", code) : new SqliteParameter("agency", code));
        }

        if (isPostgres && request.NewReports > 0)
        {
            command.Parameters.Add(new NpgsqlParameter<int>("count", request.NewReports));
        }

        var started = Stopwatch.GetTimestamp();
        // What comes from the database has not changed, and looking at an entry would detect it.
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            return await new TaskRowsReader(context, rows, cancellationToken).ReadAsync(request, isPostgres);
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = true;
            StatementTime.Current?.AddSince(started);
        }
    }
}

/// <summary>Puts the rows of the statements together and lets the context track them.</summary>
internal sealed class TaskRowsReader(PlanDbContext context, DbDataReader rows, CancellationToken cancellationToken)
{
    private readonly Dictionary<long, Agency> agencies = context.ChangeTracker.Entries<Agency>().ToDictionary(entry => entry.Entity.Id, entry => entry.Entity);

    public async Task<IReadOnlyList<PlanTask>> ReadAsync(TaskRequest request, bool isPostgres)
    {
        var plans = (await ReadAsync<Plan>()).ToDictionary(plan => plan.Id);
        // Each statement has a snapshot of its own: a task that was committed behind the first one has no plan here, and is not there yet.
        var found = (await NextAsync<PlanTask>()).Where(task => plans.ContainsKey(task.PlanId)).ToList();
        var tasks = found.ToDictionary(task => task.Id);
        foreach (var task in found)
        {
            task.Plan = plans[task.PlanId];
        }

        await ReadAssignmentsAsync(tasks);
        foreach (var deadline in await NextAsync<Deadline>())
        {
            tasks.GetValueOrDefault(deadline.TaskId)?.Deadlines.Add(deadline);
        }

        if (request.WillChange)
        {
            foreach (var state in await NextAsync<TaskState>())
            {
                tasks.GetValueOrDefault(state.TaskId)?.States.Add(state);
            }
        }

        if (request.IsTracked)
        {
            Track(found, hasStates: request.WillChange);
        }

        // What refers to what is tracked by now finds it.
        if (request.Through == typeof(ProgressReport))
        {
            var reports = await NextAsync<ProgressReport>();
            context.AttachRange(reports);
            context.AttachRange(await NextAsync<ProgressReportMetDeadline>());
            foreach (var report in reports)
            {
                context.Entry(report).Collection(row => row.MetDeadlines).IsLoaded = true;
            }
        }
        else if (request.Through == typeof(Amendment))
        {
            context.AttachRange(await NextAsync<Amendment>());
            (await NextAsync<Agency>()).ForEach(agency => Track(agency));
        }

        if (request.AgencyCode is not null)
        {
            (await NextAsync<Agency>()).ForEach(agency => Track(agency));
        }

        if (isPostgres && request.NewReports > 0)
        {
            await rows.NextResultAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                context.NewKeys.Add(typeof(ProgressReport), rows.GetInt64(0));
            }
        }

        return found;
    }

    private async Task ReadAssignmentsAsync(Dictionary<long, PlanTask> tasks)
    {
        var (assignments, offset) = (EntityReader<TaskAssignment>.Of(context), EntityReader<TaskAssignment>.Of(context).Columns.Count);
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var assignment = assignments.Read(rows);
            if (!agencies.TryGetValue(assignment.AgencyId, out var agency))
            {
                agencies.Add(assignment.AgencyId, agency = EntityReader<Agency>.Of(context).Read(rows, offset));
            }

            assignment.Agency = agency;
            tasks.GetValueOrDefault(assignment.TaskId)?.Assignments.Add(assignment);
        }
    }

    private void Track(IReadOnlyList<PlanTask> found, bool hasStates)
    {
        context.AttachRange(found);
        foreach (var task in found)
        {
            var entry = context.Entry(task);
            entry.Collection(row => row.Assignments).IsLoaded = true;
            entry.Collection(row => row.Deadlines).IsLoaded = true;
            entry.Collection(row => row.States).IsLoaded = hasStates;
        }
    }

    // One instance of each: the proposed agency may be the caller's, or assigned.
    private void Track(Agency agency)
    {
        agencies.TryAdd(agency.Id, agency);
        context.Attach(agencies[agency.Id]);
    }

    private async Task<List<T>> NextAsync<T>()
        where T : class
    {
        await rows.NextResultAsync(cancellationToken);
        return await ReadAsync<T>();
    }

    private async Task<List<T>> ReadAsync<T>()
        where T : class
    {
        var reader = EntityReader<T>.Of(context);
        var read = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            read.Add(reader.Read(rows));
        }

        return read;
    }
}
