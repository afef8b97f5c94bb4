using System.Data.Common;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KGPlanGraph.Tests.Persistence.Changes;

public sealed class PlanWriterTests
{
    // The database looks, and sleeps in between.
    private const string UntilSomebodyWaits = """
        DO $$ BEGIN
            WHILE NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory') LOOP
                PERFORM pg_sleep(0.01), pg_stat_clear_snapshot();
            END LOOP;
        END $$
        """;

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Changes_are_numbered_without_gaps_under_eight_writers(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        await using var second = test.Start();
        PlanWriter[] writers = [Writer(test), second.GetRequiredService<PlanWriter>()];
        await SamplePlan.WriteAsync(writers[0], PlanStatus.InForce);
        var before = await CountAsync(test);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            for (var round = 0; round < 5; round++)
            {
                await writers[number % 2].RunAsync(SamplePlan.Author, (context, _) => AddAgency(context, $"N{number}.{round}"));
            }
        })));

        Assert.Equal(before + 40, await CountAsync(test));
        Assert.Equal(before + 40, Convert.ToInt64(await test.ScalarAsync("SELECT max(sequence) FROM changes"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Writers_of_one_task_lose_no_update(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var task = await SamplePlan.WriteAsync(Writer(test), PlanStatus.Draft);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Writer(test).RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var found = await context.Tasks.SingleAsync(row => row.Id == task, cancellationToken);
            found.Title += "+";
            return WriteOutcome.Keep(found.Version);
        }))));

        Assert.Equal("Việc I.1.a++++++++", await test.ScalarAsync($"SELECT title FROM tasks WHERE id = {task}"));
        Assert.Equal(9L, Convert.ToInt64(await test.ScalarAsync($"SELECT version FROM tasks WHERE id = {task}"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_refusal_writes_nothing_even_what_was_saved(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);

        var answer = await Writer(test).RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            await AddAgency(context, "X");
            await context.SaveChangesAsync(cancellationToken);
            return WriteOutcome.Refuse("no");
        });

        Assert.Equal("no", answer);
        Assert.Equal(0L, await CountAsync(test));
        Assert.Equal(0L, Convert.ToInt64(await test.ScalarAsync("SELECT count(*) FROM agencies"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Rows_that_take_a_unique_place_that_another_leaves_are_saved_together(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        await SamplePlan.WriteAsync(Writer(test), PlanStatus.Draft);

        await Writer(test).RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var tasks = await context.Tasks.OrderBy(row => row.Label).ToListAsync(cancellationToken);
            (tasks[0].Label, tasks[1].Label) = ("I.1.b", "I.1.c");
            return WriteOutcome.Keep(0);
        });

        Assert.Equal("I.1.b,I.1.c", await test.ScalarAsync("SELECT string_agg(label, ',' ORDER BY id) FROM tasks"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task New_rows_have_their_keys_before_they_are_saved_and_parents_lower_ones(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);

        var (parent, child) = await Writer(test).RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var (above, below) = (new Agency { Code = "A", Name = "Sở A", Kind = AgencyKind.ProvincialDepartment }, new Agency { Code = "B", Name = "Phòng B", Kind = AgencyKind.Other });
            below.Parent = above;
            context.AddRange(below, above);
            await context.AssignKeysAsync(cancellationToken);
            return WriteOutcome.Keep((above.Id, below.Id));
        });

        Assert.InRange(parent, 1, child - 1);
        Assert.Equal(parent, Convert.ToInt64(await test.ScalarAsync($"SELECT parent_id FROM agencies WHERE id = {child} AND code = 'B'"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_fault_in_the_work_writes_nothing_and_is_thrown(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);

        await Assert.ThrowsAsync<FormatException>(() => Writer(test).RunAsync<int>(SamplePlan.Author, async (context, cancellationToken) =>
        {
            await AddAgency(context, "X");
            await context.SaveChangesAsync(cancellationToken);
            throw new FormatException();
        }));

        Assert.Equal(0L, Convert.ToInt64(await test.ScalarAsync("SELECT count(*) FROM agencies"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_newest_number_is_told_after_the_commit(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        var told = new List<long>();
        Writer(test).Committed += told.Add;

        await Writer(test).RunAsync(SamplePlan.Author, (context, _) => AddAgency(context, "X"));
        await Writer(test).RunAsync(SamplePlan.Author, (_, _) => Task.FromResult(WriteOutcome.Keep(0)));

        Assert.Equal([1L], told);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Objects_of_the_plan_cannot_be_saved_without_a_Change(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        await using var context = test.Database.CreateContext();
        await AddAgency(context, "X");

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
    }

    [Fact]
    public async Task A_writer_that_is_cancelled_while_it_waits_for_the_changes_of_another_has_written_nothing()
    {
        await using var test = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Postgres);
        using var cancellation = new CancellationTokenSource();
        await using (await HoldChangesAsync(test))
        {
            var writing = Writer(test).RunAsync(SamplePlan.Author, (context, _) => AddAgency(context, "X"), cancellation.Token);
            await test.ScalarAsync(UntilSomebodyWaits);

            await cancellation.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        }

        Assert.Equal(0L, await test.ScalarAsync("SELECT count(*) FROM agencies"));
        await Writer(test).RunAsync(SamplePlan.Author, (context, _) => AddAgency(context, "X"));
        Assert.Equal(1L, await CountAsync(test));
    }

    [Fact]
    public async Task A_connection_that_is_ended_before_the_commit_is_no_unknown_outcome()
    {
        await using var test = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Postgres);
        await using (await HoldChangesAsync(test))
        {
            var writing = Writer(test).RunAsync(SamplePlan.Author, (context, _) => AddAgency(context, "X"));
            await test.ScalarAsync(UntilSomebodyWaits);

            await test.ScalarAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'");

            await Assert.ThrowsAsync<PostgresException>(() => writing);
        }

        Assert.Equal(0L, await test.ScalarAsync("SELECT count(*) FROM agencies"));
        Assert.Equal(0L, await CountAsync(test));
    }

    private static async Task<DbConnection> HoldChangesAsync(TestDatabase test)
    {
        var connection = new NpgsqlConnection(test.Options.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand($"SELECT pg_advisory_lock({AdvisoryLocks.ChangeSequence})", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }

    private static PlanWriter Writer(TestDatabase test) => test.Services.GetRequiredService<PlanWriter>();

    private static async Task<long> CountAsync(TestDatabase test) => Convert.ToInt64(await test.ScalarAsync("SELECT count(*) FROM changes"), null);

    private static Task<WriteOutcome<int>> AddAgency(PlanDbContext context, string code)
    {
        context.Add(new Agency { Code = code, Name = code });
        return Task.FromResult(WriteOutcome.Keep(0));
    }
}
