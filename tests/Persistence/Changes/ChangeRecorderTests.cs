using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence.Changes;

public sealed class ChangeRecorderTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Everything_new_is_created_once_in_an_order_that_a_copy_can_follow(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var task = await SamplePlan.WriteAsync(Writer(test), PlanStatus.InForce);

        var changes = await ChangesAfterAsync(test, 0);

        ChangeSubject[] expected =
        [
            .. Enumerable.Repeat(ChangeSubject.Agency, 3), ChangeSubject.Plan, ChangeSubject.Section, ChangeSubject.Task, ChangeSubject.Task,
            ChangeSubject.Deadline, ChangeSubject.Deadline,
        ];
        Assert.Equal(expected, changes.Select(change => change.Subject));
        Assert.All(changes, change => Assert.Equal((ChangeKind.Created, (ChangeKind?)ChangeKind.Created, null), (change.Kind, change.PublicKind, change.Before)));
        Assert.All(changes, change => Assert.Equal("tester", change.Actor));
        var created = changes.Single(change => change.Subject == ChangeSubject.Task && change.SubjectId == task);
        Assert.Contains("leadAgency", created.ChangedFields);
        Assert.StartsWith("""{"label":"I.1.a","title":"Việc I.1.a",""", created.After, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_draft_is_seen_by_the_public_only_when_it_is_published(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        await SamplePlan.WriteAsync(Writer(test), PlanStatus.Draft);
        var written = await ChangesAfterAsync(test, 0);
        Assert.Equal(3, written.Count(change => change.PublicKind is not null));

        await Writer(test).RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var plan = await context.Plans.SingleAsync(cancellationToken);
            plan.Status = PlanStatus.InForce;
            await DraftRelease.ReleaseAsync(context, plan, cancellationToken);
            return WriteOutcome.Keep(0);
        });

        var published = await ChangesAfterAsync(test, written.Count);
        Assert.Equal(written.Count - 3, published.Count);
        Assert.All(published, change => Assert.Equal((ChangeKind.Updated, (ChangeKind?)ChangeKind.Created), (change.Kind, change.PublicKind)));
        Assert.Equal(["status"], published.Single(change => change.Subject == ChangeSubject.Plan).ChangedFields);
        Assert.Equal(2L, Convert.ToInt64(await test.ScalarAsync("SELECT version FROM tasks WHERE label = 'I.1.b'"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_update_says_what_was_and_what_is(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var change = await ChangeTaskAsync(test, (task, _) => task.Title = "Mới");

        Assert.Equal(["title"], change.ChangedFields);
        Assert.Equal("""{"title":"Việc I.1.a"}""", change.Before);
        Assert.Equal("""{"title":"Mới"}""", change.After);
        Assert.Equal(2L, Convert.ToInt64(await test.ScalarAsync($"SELECT version FROM tasks WHERE id = {change.SubjectId}"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_new_lead_changes_the_task_and_its_lists(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var change = await ChangeTaskAsync(test, (task, context) =>
        {
            var lead = context.TaskAssignments.Single(row => row.TaskId == task.Id && row.Role == AssignmentRole.Lead);
            context.Remove(lead);
            context.Add(new TaskAssignment { TaskId = task.Id, AgencyId = context.Agencies.Single(row => row.Code == "C").Id, Role = AssignmentRole.Lead, Position = 1 });
        });

        Assert.Equal(["leadAgency", "assignments"], change.ChangedFields);
        Assert.Equal("C", await test.ScalarAsync($"SELECT code FROM agencies JOIN tasks ON lead_agency_id = agencies.id WHERE tasks.id = {change.SubjectId}"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Another_coordinator_changes_the_task_once_and_raises_its_version_once(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var change = await ChangeTaskAsync(test, (task, context) => context.Add(new TaskAssignment
        {
            TaskId = task.Id,
            AgencyId = context.Agencies.Single(row => row.Code == "C").Id,
            Role = AssignmentRole.Coordinate,
            Position = 3,
        }));

        Assert.Equal(["coordinators", "assignments"], change.ChangedFields);
        Assert.Equal("""{"coordinators":[2],""", change.Before![..20]);
        Assert.Equal("""{"coordinators":[2,3],""", change.After![..22]);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_deadline_shares_its_task_s_version(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var change = await ChangeTaskAsync(test, (task, context) =>
        {
            context.Deadlines.Single(row => row.TaskId == task.Id && row.Position == 1).MetOn = new DateOnly(2022, 6, 1);
            context.Remove(context.Deadlines.Single(row => row.TaskId == task.Id && row.Position == 2));
        });

        Assert.Equal(["deadlines"], change.ChangedFields);
        Assert.Equal(2L, Convert.ToInt64(await test.ScalarAsync($"SELECT version FROM tasks WHERE id = {change.SubjectId}"), null));
        var ofDeadlines = (await ChangesAfterAsync(test, 9)).Where(row => row.Subject == ChangeSubject.Deadline).ToList();
        Assert.Equal([ChangeKind.Updated, ChangeKind.Deleted], ofDeadlines.Select(row => row.Kind));
        Assert.Equal(["metOn"], ofDeadlines[0].ChangedFields);
        Assert.Null(ofDeadlines[1].After);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_report_is_public_from_its_acceptance(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var task = await SamplePlan.WriteAsync(Writer(test), PlanStatus.InForce);
        await Writer(test).RunAsync(SamplePlan.Author, (context, _) =>
        {
            var report = new ProgressReport { TaskId = task, AgencyId = 1, ReportedOn = new DateOnly(2022, 5, 1), Summary = "Xong", TaskStatus = PlanTaskStatus.InProgress };
            report.Evidence.Add(new ProgressReportEvidence { Position = 1, Title = "Báo cáo", Url = "https://example.org/1" });
            context.Add(report);
            return Task.FromResult(WriteOutcome.Keep(0));
        });
        await Writer(test).RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var report = await context.ProgressReports.SingleAsync(cancellationToken);
            (report.Status, report.ReviewedAt) = (ProgressReportStatus.Accepted, DateTimeOffset.UnixEpoch);
            return WriteOutcome.Keep(0);
        });

        var changes = await ChangesAfterAsync(test, 9);
        Assert.Equal([null, ChangeKind.Created], changes.Select(change => change.PublicKind));
        Assert.Equal([ChangeKind.Created, ChangeKind.Updated], changes.Select(change => change.Kind));
        Assert.All(changes, change => Assert.Equal((1L, task), (change.OwnerAgencyId, change.TaskId)));
        Assert.Contains("evidence", changes[0].ChangedFields);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Several_saves_in_one_transaction_are_one_change(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var id = await SamplePlan.WriteAsync(Writer(test), PlanStatus.InForce);
        await Writer(test).RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var task = await context.Tasks.SingleAsync(row => row.Id == id, cancellationToken);
            task.Title = "Một";
            await context.SaveChangesAsync(cancellationToken);
            task.Title = "Hai";
            task.Content = "Ba";
            await context.SaveChangesAsync(cancellationToken);
            return WriteOutcome.Keep(0);
        });

        var change = Assert.Single(await ChangesAfterAsync(test, 9));
        Assert.Equal(["title", "content"], change.ChangedFields);
        Assert.Equal("""{"title":"Hai","content":"Ba"}""", change.After);
        Assert.Equal(2L, Convert.ToInt64(await test.ScalarAsync($"SELECT version FROM tasks WHERE id = {id}"), null));
    }

    private static async Task<Change> ChangeTaskAsync(TestDatabase test, Action<PlanTask, PlanDbContext> work)
    {
        var id = await SamplePlan.WriteAsync(Writer(test), PlanStatus.InForce);
        await Writer(test).RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            work(await context.Tasks.SingleAsync(task => task.Id == id, cancellationToken), context);
            return WriteOutcome.Keep(0);
        });
        return Assert.Single(await ChangesAfterAsync(test, 9), change => change.Subject == ChangeSubject.Task);
    }

    private static PlanWriter Writer(TestDatabase test) => test.Services.GetRequiredService<PlanWriter>();

    private static async Task<List<Change>> ChangesAfterAsync(TestDatabase test, long sequence)
    {
        await using var context = test.Database.CreateContext();
        return await context.Changes.Where(change => change.Sequence > sequence).OrderBy(change => change.Sequence).ToListAsync();
    }
}
