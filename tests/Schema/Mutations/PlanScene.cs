using System.Text.Json;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>
/// A plan of a test's own with agencies of its own: task a has a lead, two coordinators and two deadlines; task b is led by a coordinator of a and has a
/// deadline; task c has no lead, and open coordination.
/// </summary>
internal sealed class PlanScene(TestDatabase database, PlanServer server, int number)
{
    public string Lead => $"LEAD{number}";

    public string Coordinator => $"COORD{number}";

    public string SecondCoordinator => $"SECOND{number}";

    public string Stranger => $"STRANGER{number}";

    public TestDatabase Database => database;

    public PlanServer Server => server;

    public required long PlanKey { get; init; }

    /// <summary>The ids of tasks a, b and c.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>Due on 2022-06-30 and 2022-12-31, of task a.</summary>
    public required IReadOnlyList<string> Deadlines { get; init; }

    public required string DeadlineOfOther { get; init; }

    /// <summary>The agencies' ids by code.</summary>
    public required IReadOnlyDictionary<string, string> Agencies { get; init; }

    public static async Task<PlanScene> WriteAsync(TestDatabase database, PlanServer server, int number, PlanStatus status)
    {
        var scene = await database.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, async (context, cancellationToken) =>
        {
            Agency[] agencies = [.. new[] { "LEAD", "COORD", "SECOND", "STRANGER" }.Select(code => new Agency
            {
                Code = $"{code}{number}", Name = $"Sở {code} {number}",
            })];
            var plan = new Plan { Code = $"P{number}", Title = "Kế hoạch", Year = 2022, Status = status, Issuer = agencies[0] };
            var section = new PlanSection { Plan = plan, Label = "I.1", Heading = "Mục đích", Position = 1 };
            PlanTask[] tasks = [.. "abc".Select(letter => new PlanTask
            {
                Plan = plan,
                Section = section,
                Label = $"I.1.{letter}",
                Title = $"Việc {letter}",
                Content = $"Nội dung {letter}",
                HasOpenCoordination = letter == 'c',
            })];
            Assign(tasks[0], agencies[0], agencies[1], agencies[2]);
            Assign(tasks[1], agencies[1]);
            tasks[0].Deadlines.Add(SamplePlan.NewDeadline(1, new DateOnly(2022, 6, 30)));
            tasks[0].Deadlines.Add(SamplePlan.NewDeadline(2, new DateOnly(2022, 12, 31)));
            tasks[1].Deadlines.Add(SamplePlan.NewDeadline(1, new DateOnly(2022, 9, 30)));
            context.AddRange(agencies);
            context.AddRange(tasks);
            await context.SaveChangesAsync(cancellationToken);
            return WriteOutcome.Keep(new PlanScene(database, server, number)
            {
                PlanKey = plan.Id,
                Tasks = [.. tasks.Select(task => Id("Task", task.Id))],
                Deadlines = [.. tasks[0].Deadlines.Select(deadline => Id("Deadline", deadline.Id))],
                DeadlineOfOther = Id("Deadline", tasks[1].Deadlines[0].Id),
                Agencies = agencies.ToDictionary(agency => agency.Code, agency => Id("Agency", agency.Id)),
            });
        });
        return scene;
    }

    /// <summary>A global id.</summary>
    public static string Id(string type, long key) => new GlobalId(type, key).ToString();

    /// <summary>The payload of a mutation, whose typed errors are all asked for.</summary>
    public async Task<JsonElement> MutateAsync(string mutation, object input, string selection, Role role, string? agency = null)
    {
        var data = await server.DataAsync(MutationDocument.Of(mutation, selection), new { input }, role, agency);
        return data.GetProperty(mutation);
    }

    /// <summary>The payload's errors of a mutation that must be refused, and must have written nothing.</summary>
    public async Task<IReadOnlyList<JsonElement>> RefusedAsync(string mutation, object input, Role role, string? agency = null)
    {
        var before = await CountChangesAsync();
        var payload = await MutateAsync(mutation, input, "__typename", role, agency);
        Assert.Equal(before, await CountChangesAsync());
        Assert.Equal(JsonValueKind.Array, payload.GetProperty("errors").ValueKind);
        return [.. payload.GetProperty("errors").EnumerateArray()];
    }

    /// <summary>The one error of a mutation that must be refused, and must have written nothing.</summary>
    public async Task<JsonElement> RefusalAsync(string typeName, string mutation, object input, Role role, string? agency = null)
    {
        var error = Assert.Single(await RefusedAsync(mutation, input, role, agency));
        Assert.Equal(typeName, error.GetProperty("__typename").GetString());
        return error;
    }

    /// <summary>The paths of the validation errors of a mutation that must be refused.</summary>
    public async Task<IReadOnlyList<string>> FaultyFieldsAsync(string mutation, object input, Role role, string? agency = null) =>
        [.. (await RefusedAsync(mutation, input, role, agency)).Select(error => error.GetProperty("field").GetString()!)];

    /// <summary>The payload of a mutation that must succeed.</summary>
    public async Task<JsonElement> DoneAsync(string mutation, object input, string selection, Role role, string? agency = null)
    {
        var payload = await MutateAsync(mutation, input, selection, role, agency);
        Assert.True(payload.GetProperty("errors").ValueKind == JsonValueKind.Null, payload.GetRawText());
        return payload;
    }

    public async Task SetPlanStatusAsync(PlanStatus status) => await database.Services.GetRequiredService<PlanWriter>().RunAsync(
        ChangeAuthor.System,
        async (context, cancellationToken) =>
        {
            var plan = (await context.Plans.FindAsync([PlanKey], cancellationToken))!;
            plan.Status = status;
            return WriteOutcome.Keep(0);
        });

    public async Task<long> CountChangesAsync() => Convert.ToInt64(await database.ScalarAsync("SELECT count(*) FROM changes"), null);

    /// <summary>A task's fields.</summary>
    public async Task<JsonElement> TaskAsync(int index, string selection = "status percentComplete version deadlines { dueOn originalDueOn metOn }")
    {
        var data = await server.DataAsync($"query($id: ID!) {{ task(id: $id) {{ {selection} }} }}", new { id = Tasks[index] }, Role.Admin);
        return data.GetProperty("task");
    }

    private static void Assign(PlanTask task, params Agency[] agencies)
    {
        foreach (var agency in agencies)
        {
            task.Assignments.Add(new TaskAssignment
            {
                Agency = agency,
                Role = agency == agencies[0] ? AssignmentRole.Lead : AssignmentRole.Coordinate,
                Position = task.Assignments.Count + 1,
            });
        }
    }
}
