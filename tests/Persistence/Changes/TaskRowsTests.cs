using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence.Changes;

/// <summary>What <see cref="TaskRows"/> reads is what EF Core's queries read.</summary>
public sealed class TaskRowsTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Tasks_are_read_as_EF_Core_reads_them_one_by_one_and_all_at_once(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateWithFirstDataAsync(engine);
        await test.Services.GetRequiredService<PlanWriter>().RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            foreach (var task in await context.Tasks.ToListAsync(cancellationToken))
            {
                task.States.Add(new() { FromDay = new DateOnly(2022, 3, 1), UntilDay = DateOnly.MaxValue, Status = PlanTaskStatus.InProgress, PercentComplete = 5, ReportedPercent = 5 });
            }

            return WriteOutcome.Keep(0);
        });
        var expected = await ReadByQueryAsync(test);
        Assert.Equal(37, expected.Count);

        var all = await ReadAsync(test, new TaskRequest([.. expected.Keys]) { WillChange = true });
        Assert.Equal(expected, all);
        foreach (var (key, text) in expected)
        {
            Assert.Equal(text, Assert.Single(await ReadAsync(test, new TaskRequest(key) { WillChange = true })).Value);
        }

        Assert.Empty(await ReadAsync(test, new TaskRequest(0)));
        Assert.Empty(await ReadAsync(test, new TaskRequest()));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_report_and_an_amendment_bring_their_task_and_what_they_refer_to(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var writer = test.Services.GetRequiredService<PlanWriter>();
        var key = await SamplePlan.WriteAsync(writer, PlanStatus.InForce);
        var (report, extension, coordinator) = await writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var task = await context.Tasks.Include(row => row.Deadlines).SingleAsync(row => row.Id == key, cancellationToken);
            var (a, c) = (await context.Agencies.SingleAsync(row => row.Code == "A", cancellationToken), await context.Agencies.SingleAsync(row => row.Code == "C", cancellationToken));
            var submitted = new ProgressReport { Task = task, Agency = a, Summary = "Xong", ReportedOn = new DateOnly(2022, 5, 1), MetDeadlines = { new() { Deadline = task.Deadlines[0], Position = 1 } } };
            var later = new Amendment { Task = task, Agency = a, Kind = AmendmentKind.ExtendDeadline, Reason = "Chậm", Deadline = task.Deadlines[1], ProposedDueOn = new DateOnly(2023, 1, 31) };
            var more = new Amendment { Task = task, Agency = a, Kind = AmendmentKind.AddCoordinator, Reason = "Cần phối hợp", ProposedAgency = c };
            context.AddRange(submitted, later, more);
            await context.AssignKeysAsync(cancellationToken);
            return WriteOutcome.Keep((submitted.Id, later.Id, more.Id));
        });

        await ReadingAsync(test, async context =>
        {
            var task = Assert.Single(await context.ReadTasksAsync(new TaskRequest(report) { Through = typeof(ProgressReport), AgencyCode = "C" }, default));
            var found = (await context.ProgressReports.FindAsync(report))!;
            Assert.Same(task, found.Task);
            Assert.Same(task.Deadlines[0], Assert.Single(found.MetDeadlines).Deadline);
            Assert.Single(context.ChangeTracker.Entries<Agency>(), entry => entry.Entity.Code == "C");
        });
        await ReadingAsync(test, async context =>
        {
            var task = Assert.Single(await context.ReadTasksAsync(new TaskRequest(extension, coordinator) { Through = typeof(Amendment), AgencyCode = "C" }, default));
            var (later, more) = ((await context.Amendments.FindAsync(extension))!, (await context.Amendments.FindAsync(coordinator))!);
            Assert.Same(task, later.Task);
            Assert.Same(task.Deadlines[1], later.Deadline);
            Assert.Equal("C", more.ProposedAgency?.Code);
            Assert.False(context.ChangeTracker.HasChanges());
        });
    }

    private static async Task<SortedDictionary<long, string>> ReadAsync(TestDatabase test, TaskRequest request)
    {
        var read = new SortedDictionary<long, string>();
        await ReadingAsync(test, async context =>
        {
            foreach (var task in await context.ReadTasksAsync(request, default))
            {
                read.Add(task.Id, TextOf(context, task));
            }

            Assert.False(context.ChangeTracker.HasChanges());
        });
        return read;
    }

    private static async Task<SortedDictionary<long, string>> ReadByQueryAsync(TestDatabase test)
    {
        var read = new SortedDictionary<long, string>();
        await ReadingAsync(test, async context =>
        {
            var tasks = await context.Tasks.Include(task => task.Plan).Include(task => task.Assignments.OrderBy(row => row.Position)).ThenInclude(row => row.Agency)
                .Include(task => task.Deadlines.OrderBy(row => row.Position)).Include(task => task.States).AsSplitQuery().ToListAsync();
            tasks.ForEach(task => read.Add(task.Id, TextOf(context, task)));
        });
        return read;
    }

    private static Task<int> ReadingAsync(TestDatabase test, Func<PlanDbContext, Task> read) =>
        test.Services.GetRequiredService<PlanWriter>().RunAsync(SamplePlan.Author, async (context, _) =>
        {
            await read(context);
            return WriteOutcome.Refuse(0);
        });

    private static string TextOf(PlanDbContext context, PlanTask task) => string.Join(
        "\n",
        new object[] { task, task.Plan! }.Concat(task.Assignments).Concat(task.Assignments.Select(row => row.Agency!)).Concat(task.Deadlines).Concat(task.States)
            .Select(row => context.Entry(row).CurrentValues)
            .Select(values => string.Join(",", values.Properties.Select(property => Text(values[property])))));

    private static string? Text(object? value) => value is byte[] bytes ? Convert.ToHexString(bytes) : value is IEnumerable<string> list ? string.Join("|", list) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
}
