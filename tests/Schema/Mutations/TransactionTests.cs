using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task A_payload_that_is_too_much_for_a_statement_is_refused_before_anything_is_done(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);
        var before = await scene.CountChangesAsync();
        var filter = string.Concat(Enumerable.Repeat("parent: {", 35)) + "name: { neq: \"x\" }" + string.Concat(Enumerable.Repeat("}", 35));

        var answer = await scene.Server.AskAsync(
            $$$"""
            mutation($id: ID!) {
              acceptProgressReport(input: { progressReportId: $id, expectedVersion: 1 }) {
                task { plan { tasks(where: { leadAgency: { {{{filter}}} }, plan: { issuer: { {{{filter}}} } } }) { totalCount } } }
              }
            }
            """, new { id = report }, Role.Coordinator);

        Assert.Equal("HC0009", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(before, await scene.CountChangesAsync());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_fails_behind_the_commit_is_an_unknown_outcome(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);
        await using var faulty = scene.Server.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.AddSingleton<IReadStore>(provider => new FaultyPayloads(
                engine == DatabaseEngine.Postgres
                    ? new PostgresReadStore(provider.GetRequiredService<IDatabase>())
                    : new SqliteReadStore(provider.GetRequiredService<IDatabase>())))));
        using var http = faulty.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Add("Authorization", "Bearer " + scene.Server.Token(Role.Coordinator));
        request.Content = JsonContent.Create(new
        {
            query = "mutation($id: ID!) { returnProgressReport(input: { progressReportId: $id, expectedVersion: 1, note: \"x\" }) { progressReport { id } } }",
            variables = new { id = report },
        });

        using var response = await http.SendAsync(request);

        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("OUTCOME_UNKNOWN", answer.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        var kept = await scene.Server.DataAsync("query($id: ID!) { node(id: $id) { ... on ProgressReport { status } } }", new { id = report }, Role.Coordinator);
        Assert.Equal("RETURNED", kept.GetProperty("node").GetProperty("status").GetString());
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

    /// <summary>Fails at the read that follows a write, with a fault that is not the database's.</summary>
    private sealed class FaultyPayloads(IReadStore inner) : IReadStore
    {
        public SqlDialect Dialect => inner.Dialect;

        public ValueTask<ReadBatch> ExecuteAsync(IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken) =>
            afterOwnWrite ? throw new InvalidOperationException("Lost.") : inner.ExecuteAsync(statements, afterOwnWrite, cancellationToken);
    }
}
