using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Each mutation is a transaction of its own: done as a whole, or not at all.</summary>
public sealed class TransactionTests(MutationServers servers) : IClassFixture<MutationServers>
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Several_mutations_of_a_request_run_one_after_the_other_and_a_refused_one_undoes_no_other(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);
        const string Accept = "acceptProgressReport(input: { progressReportId: $id, expectedVersion: 1 })";

        var data = await scene.Server.DataAsync(
            $$"""
              mutation($id: ID!) {
                first: {{Accept}} { task { version } errors { __typename } }
                again: {{Accept}} { task { version } errors { __typename } }
                other: returnProgressReport(input: { progressReportId: $id, expectedVersion: 2, note: "x" }) { errors { __typename } }
              }
              """,
            new { id = report }, Role.Coordinator);

        Assert.Equal(
            """{"first":{"task":{"version":2},"errors":null},"again":{"task":null,"errors":[{"__typename":"VersionConflictError"}]},"""
            + "\"other\":{\"errors\":[{\"__typename\":\"InvalidStateError\"}]}}",
            data.GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_request_that_is_wrong_in_itself_writes_nothing(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var before = await scene.CountChangesAsync();

        (string, object)[] spoiled = [("reportedOn", "2022-02-30"), ("percentComplete", 1.5), ("summary", "a\0b"), ("taskStatus", "DONE")];
        foreach (var (field, value) in spoiled)
        {
            var answer = await scene.Server.AskAsync(
                MutationDocument.Of("submitProgressReport", ""), new { input = Reporting.Input(scene).With(field, value) }, Role.Agency, scene.Lead);
            Assert.Equal("HC0016", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }

        Assert.Equal(before, await scene.CountChangesAsync());
    }

    [Fact]
    public async Task A_lost_connection_is_never_answered_as_success()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Postgres);
        var report = await scene.SubmitAsync(scene.Lead);
        var before = await scene.CountChangesAsync();
        await using var holder = await scene.Database.Database.OpenWriteAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using var hold = holder.CreateCommand();
        hold.CommandText = $"SELECT 1 FROM plans WHERE id = {scene.PlanKey} FOR UPDATE";
        await hold.ExecuteScalarAsync();

        var accepting = scene.Server.AskAsync(
            MutationDocument.Of("acceptProgressReport", ""), new { input = new { progressReportId = report, expectedVersion = 1 } }, Role.Coordinator);
        const string EndWhoWaits =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while (Convert.ToInt64(await scene.Database.ScalarAsync(EndWhoWaits), null) == 0)
        {
            Assert.False(accepting.IsCompleted);
        }

        var answer = await accepting;
        await transaction.RollbackAsync();

        Assert.Equal("HC0008", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(before, await scene.CountChangesAsync());
        await scene.AcceptAsync(report);
    }
}
