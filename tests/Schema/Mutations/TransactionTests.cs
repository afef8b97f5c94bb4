using System.Net.Http.Json;
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
    public async Task What_cannot_be_answered_is_refused_before_anything_is_done(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var report = await scene.SubmitAsync(scene.Lead);
        var before = await scene.CountChangesAsync();
        const string Accept = "acceptProgressReport(input: { progressReportId: $id, expectedVersion: 1 })";
        var joins = string.Concat(Enumerable.Repeat("parent { ", 5)) + "code" + string.Concat(Enumerable.Repeat(" }", 5));
        var filter = string.Concat(Enumerable.Repeat("parent: {", 35)) + "name: { neq: \"x\" }" + string.Concat(Enumerable.Repeat("}", 35));
        foreach (var (code, document) in new[]
                 {
                     // Too much for a statement, in the payload of the first or the last field.
                     ("HC0009", $"mutation($id: ID!) {{ {Accept} {{ task {{ leadAgency {{ {joins} }} plan {{ tasks(where: {{ leadAgency: {{ {filter} }}, plan: {{ issuer: {{ {filter} }} }} }}) {{ totalCount }} }} }} }} }}"),
                     ("HC0009", $"mutation($id: ID!) {{ a: {Accept} {{ task {{ id }} }} b: {Accept} {{ task {{ plan {{ tasks(where: {{ leadAgency: {{ {filter} }}, plan: {{ issuer: {{ {filter} }} }} }}) {{ totalCount }} }} }} }} }}"),
                     ("HC0051", $"mutation($id: ID!) {{ {Accept} {{ task {{ plan {{ tasks(first: 1000) {{ totalCount }} }} }} }} }}"),
                     ("HC0078", $"mutation($id: ID!) {{ a: {Accept} {{ task {{ id }} }} b: {Accept} {{ task {{ plan {{ tasks(after: \"x\") {{ totalCount }} }} }} }} }}"),
                     ("AUTH_NOT_AUTHORIZED", $"mutation($id: ID!) {{ a: {Accept} {{ task {{ id }} }} b: decideAmendment(input: {{ amendmentId: $id, expectedVersion: 1, approve: true, decision: \"x\" }}) {{ errors {{ __typename }} }} }}"),
                 })
        {
            var answer = await scene.Server.AskAsync(document, new { id = report }, Role.Coordinator);
            Assert.Equal(code, answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
            Assert.True(!answer.TryGetProperty("data", out var data) || data.ValueKind == System.Text.Json.JsonValueKind.Null, answer.GetRawText());
            Assert.Equal(before, await scene.CountChangesAsync());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_fault_behind_the_commit_is_an_unknown_outcome_and_what_was_done_before_is_answered(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var (first, second, third) = (await scene.SubmitAsync(scene.Lead), await scene.SubmitAsync(scene.Lead), await scene.SubmitAsync(scene.Lead));
        await using var faulty = scene.Server.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.AddSingleton<IReadStore>(provider => new FaultyPayloads(
                engine == DatabaseEngine.Postgres
                    ? new PostgresReadStore(provider.GetRequiredService<IDatabase>())
                    : new SqliteReadStore(provider.GetRequiredService<IDatabase>()),
                failing: 2))));
        using var http = faulty.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Add("Authorization", "Bearer " + scene.Server.Token(Role.Coordinator));
        request.Content = JsonContent.Create(new
        {
            query = """
                mutation($a: ID!, $b: ID!, $c: ID!) {
                  a: returnProgressReport(input: { progressReportId: $a, expectedVersion: 1, note: "x" }) { progressReport { id status } errors { __typename } }
                  b: returnProgressReport(input: { progressReportId: $b, expectedVersion: 1, note: "x" }) { progressReport { id status } }
                  c: returnProgressReport(input: { progressReportId: $c, expectedVersion: 1, note: "x" }) { progressReport { id status } }
                }
                """,
            variables = new { a = first, b = second, c = third },
        });
        using var response = await http.SendAsync(request);
        var answer = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            $$$"""{"a":{"progressReport":{"id":"{{{first}}}","status":"RETURNED"},"errors":null},"b":null,"c":null}""", answer.GetProperty("data").GetRawText());
        Assert.Equal(
            [("OUTCOME_UNKNOWN", "b"), ("HC0008", "c")],
            answer.GetProperty("errors").EnumerateArray().Select(error => (
                error.GetProperty("extensions").GetProperty("code").GetString()!, error.GetProperty("path")[0].GetString()!)));
        var reports = await scene.Server.DataAsync(
            "query($ids: [ID!]!) { nodes(ids: $ids) { ... on ProgressReport { status } } }", new { ids = new[] { first, second, third } }, Role.Coordinator);
        Assert.Equal(
            ["RETURNED", "RETURNED", "SUBMITTED"],
            reports.GetProperty("nodes").EnumerateArray().Select(report => report.GetProperty("status").GetString()!));
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

    /// <summary>Loses the database at one of the reads that follow a write.</summary>
    private sealed class FaultyPayloads(IReadStore inner, int failing) : IReadStore
    {
        private int reads;

        public SqlDialect Dialect => inner.Dialect;

        public ValueTask<ReadBatch> ExecuteAsync(IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken) =>
            afterOwnWrite && Interlocked.Increment(ref reads) == failing
                ? throw new TimeoutException("Lost.")
                : inner.ExecuteAsync(statements, afterOwnWrite, cancellationToken);
    }
}
