using System.Net.Http.Json;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

public sealed class IdempotencyTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Submit = "submitProgressReport";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_same_key_and_input_give_the_first_answer_and_do_nothing_twice(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = Reporting.Input(scene).With("idempotencyKey", NewKey());
        var first = await scene.SubmitAsync(scene.Lead, input);
        var changes = await scene.CountChangesAsync();

        Assert.Equal(first, await scene.SubmitAsync(scene.Lead, input));

        Assert.Equal(changes, await scene.CountChangesAsync());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_first_answer_comes_back_although_the_version_is_stale_by_now(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = new { progressReportId = await scene.SubmitAsync(scene.Lead), expectedVersion = 1, idempotencyKey = NewKey() };

        for (var time = 0; time < 2; time++)
        {
            var payload = await scene.DoneAsync(
                "acceptProgressReport", input, "progressReport { status version } task { version }", Role.Coordinator);
            Assert.Equal("""{"status":"ACCEPTED","version":2}""", payload.GetProperty("progressReport").GetRawText());
            Assert.Equal("""{"version":2}""", payload.GetProperty("task").GetRawText());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_same_key_with_another_input_or_mutation_is_refused(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var key = NewKey();
        var report = await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("idempotencyKey", key));

        Assert.Equal(
            ["idempotencyKey"],
            await scene.FaultyFieldsAsync(Submit, Reporting.Input(scene).With("percentComplete", 41).With("idempotencyKey", key), Role.Agency, scene.Lead));
        // An explicit null is another input than none.
        Assert.Equal(
            ["idempotencyKey"],
            await scene.FaultyFieldsAsync(Submit, Reporting.Input(scene).With("obstacles", null).With("idempotencyKey", key), Role.Agency, scene.Lead));
        Assert.Equal(
            ["idempotencyKey"],
            await scene.FaultyFieldsAsync(
                "withdrawProgressReport", new { progressReportId = report, expectedVersion = 1, idempotencyKey = key }, Role.Agency, scene.Lead));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Each_caller_has_keys_of_its_own(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = Reporting.Input(scene).With("idempotencyKey", NewKey());

        Assert.NotEqual(await scene.SubmitAsync(scene.Lead, input), await scene.SubmitAsync(scene.Coordinator, input));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_key_of_one_agency_is_refused_for_another_of_the_same_person_and_one_of_an_older_version_is_answered(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = Reporting.Input(scene).With("idempotencyKey", NewKey());

        Assert.Equal("[null]", await SendAsync(scene.Lead));
        Assert.Equal("[null]", await SendAsync(scene.Lead));
        Assert.Equal("""["idempotencyKey"]""", await SendAsync(scene.Coordinator));

        // As it was kept before agencies were told apart.
        await scene.Database.ScalarAsync($"UPDATE idempotency_keys SET input_hash = substr(input_hash, 1, 64) WHERE key = '{input["idempotencyKey"]}'");
        Assert.Equal("[null]", await SendAsync(scene.Lead));

        async Task<string> SendAsync(string agency)
        {
            using var http = scene.Server.CreateClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
            request.Headers.Add("Authorization", "Bearer " + scene.Server.Token(Role.Agency, agency, "An"));
            request.Content = JsonContent.Create(new
            {
                query = MutationDocument.Of(Submit, "progressReport { id } errors { ... on ValidationError { field } }"),
                variables = new { input },
            });
            using var response = await http.SendAsync(request);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            var payload = answer.RootElement.GetProperty("data").GetProperty(Submit);
            return payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
                ? $"[{errors[0].GetProperty("field").GetRawText()}]"
                : payload.GetProperty("progressReport").ValueKind == JsonValueKind.Object ? "[null]" : "nothing";
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_refusal_is_not_kept(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var key = NewKey();
        var report = await scene.SubmitAsync(scene.Lead);

        await scene.RefusalAsync(
            "VersionConflictError", "withdrawProgressReport", new { progressReportId = report, expectedVersion = 9, idempotencyKey = key },
            Role.Agency, scene.Lead);
        await scene.DoneAsync(
            "withdrawProgressReport", new { progressReportId = report, expectedVersion = 1, idempotencyKey = key }, "progressReport { status }",
            Role.Agency, scene.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_key_is_free_again_after_a_day(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = Reporting.Input(scene).With("idempotencyKey", NewKey());
        var first = await scene.SubmitAsync(scene.Lead, input);
        var dayAgo = engine == DatabaseEngine.Postgres ? "created_at - interval '24 hours'" : "created_at - 86400000000";
        await scene.Database.ScalarAsync($"UPDATE idempotency_keys SET created_at = {dayAgo} WHERE key = '{input["idempotencyKey"]}'");

        var second = await scene.SubmitAsync(scene.Lead, input);

        Assert.NotEqual(first, second);
        Assert.Equal(second, await scene.SubmitAsync(scene.Lead, input));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_key_that_comes_twenty_times_at_once_to_two_servers_is_answered_once(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        await using var second = new PlanServer(scene.Database);
        var input = Reporting.Input(scene).With("idempotencyKey", NewKey());
        var changes = await scene.CountChangesAsync();

        var payloads = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => (number % 2 == 0 ? scene.Server : second).DataAsync(
            MutationDocument.Of(Submit, "progressReport { id }"), new { input }, Role.Agency, scene.Lead))));

        Assert.Single(payloads.Select(payload => payload.GetProperty(Submit).GetProperty("progressReport").GetProperty("id").GetString()).Distinct());
        Assert.Equal(changes + 1, await scene.CountChangesAsync());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_key_with_a_version_that_comes_twenty_times_at_once_is_answered_once(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var input = new { progressReportId = await scene.SubmitAsync(scene.Lead), expectedVersion = 1, idempotencyKey = NewKey() };

        var payloads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => scene.DoneAsync(
            "acceptProgressReport", input, "progressReport { version }", Role.Coordinator))));

        Assert.All(payloads, payload => Assert.Equal(2, payload.GetProperty("progressReport").GetProperty("version").GetInt32()));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Keys_older_than_a_day_are_removed(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var old = await AddOldKeyAsync(scene, engine);
        // A server that has not pruned within the hour.
        await using var second = new PlanServer(scene.Database);

        await SubmitAsync(second, scene, Reporting.Input(scene).With("idempotencyKey", NewKey()));

        Assert.Equal(0L, await CountAsync(scene, old));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Old_keys_that_cannot_be_removed_do_not_fail_a_callers_mutation(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var old = await AddOldKeyAsync(scene, engine);
        await scene.Database.ScalarAsync(engine == DatabaseEngine.Postgres
            ? $"CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not this one'; END $$; "
                + $"CREATE TRIGGER refuse_removal BEFORE DELETE ON idempotency_keys FOR EACH ROW WHEN (old.key = '{old}') EXECUTE FUNCTION refuse_removal()"
            : $"CREATE TRIGGER refuse_removal BEFORE DELETE ON idempotency_keys WHEN old.key = '{old}' BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        var input = Reporting.Input(scene).With("idempotencyKey", NewKey());
        await using var second = new PlanServer(scene.Database);

        var (first, again) = (await SubmitAsync(second, scene, input), await SubmitAsync(second, scene, input));

        Assert.Equal(first, again);
        Assert.Equal(1L, await CountAsync(scene, old));
        await scene.Database.ScalarAsync(engine == DatabaseEngine.Postgres
            ? "DROP TRIGGER refuse_removal ON idempotency_keys; DROP FUNCTION refuse_removal()"
            : "DROP TRIGGER refuse_removal");
    }

    [Fact]
    public async Task Old_keys_that_another_holds_do_not_hold_up_a_callers_mutation()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Postgres);
        var old = await AddOldKeyAsync(scene, DatabaseEngine.Postgres);
        await using var holder = await scene.Database.Database.OpenWriteAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using var hold = holder.CreateCommand();
        hold.CommandText = $"SELECT 1 FROM idempotency_keys WHERE key = '{old}' FOR UPDATE";
        await hold.ExecuteScalarAsync();
        await using var second = new PlanServer(scene.Database);

        await SubmitAsync(second, scene, Reporting.Input(scene).With("idempotencyKey", NewKey()));

        await transaction.RollbackAsync();
        Assert.Equal(1L, await CountAsync(scene, old));
    }

    private static async Task<string> AddOldKeyAsync(PlanScene scene, DatabaseEngine engine)
    {
        var (old, day) = (NewKey(), engine == DatabaseEngine.Postgres ? "now() - interval '25 hours'" : "0");
        await scene.Database.ScalarAsync(
            $"INSERT INTO idempotency_keys (caller, key, mutation, input_hash, outcome, created_at) VALUES ('x', '{old}', 'm', 'h', '', {day})");
        return old;
    }

    private static async Task<long> CountAsync(PlanScene scene, string key) =>
        Convert.ToInt64(await scene.Database.ScalarAsync($"SELECT count(*) FROM idempotency_keys WHERE key = '{key}'"), null);

    private static async Task<string> SubmitAsync(PlanServer server, PlanScene scene, object input)
    {
        var data = await server.DataAsync(MutationDocument.Of(Submit, "progressReport { id }"), new { input }, Role.Agency, scene.Lead);
        return data.GetProperty(Submit).GetProperty("progressReport").GetProperty("id").GetString()!;
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\tb")]
    [InlineData("201")]
    public async Task A_key_has_1_to_200_characters(string key)
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);
        var input = Reporting.Input(scene).With("idempotencyKey", key == "201" ? new string('k', 201) : key);

        Assert.Equal(["idempotencyKey"], await scene.FaultyFieldsAsync(Submit, input, Role.Agency, scene.Lead));
    }

    [Fact]
    public async Task A_key_is_the_same_composed_and_decomposed()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);
        var key = NewKey();

        var first = await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("idempotencyKey", key + "ă"));

        Assert.Equal(first, await scene.SubmitAsync(scene.Lead, Reporting.Input(scene).With("idempotencyKey", key + "a\u0306")));
    }

    private static string NewKey() => Guid.NewGuid().ToString();
}
