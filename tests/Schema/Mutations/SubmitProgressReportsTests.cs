using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Many reports in one request.</summary>
public sealed class SubmitProgressReportsTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Submit = "submitProgressReports";
    private const string Selection =
        "written dryRun results { index progressReport { status task { id } } errors { __typename ... on ValidationError { field } ... on TaskNotFoundError { id } } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task All_are_written_each_with_its_change_after_a_trial(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var reports = new[] { Reporting.Input(scene), Reporting.Input(scene, 2), Reporting.Input(scene) };
        var before = await scene.CountChangesAsync();

        var trial = await scene.DoneAsync(Submit, new { reports, dryRun = true }, Selection, Role.Agency, scene.Lead);
        Assert.Equal(before, await scene.CountChangesAsync());
        var done = await scene.DoneAsync(Submit, new { reports }, Selection, Role.Agency, scene.Lead);

        Assert.Equal(
            """{"written":0,"dryRun":true,"results":[""" + string.Join(',', Enumerable.Range(0, 3).Select(index =>
                $$"""{"index":{{index}},"progressReport":null,"errors":null}""")) + """],"errors":null}""",
            trial.GetRawText());
        Assert.Equal(
            """{"written":3,"dryRun":false,"results":[""" + string.Join(',', new[] { 0, 2, 0 }.Select((task, index) =>
                $$$"""{"index":{{{index}}},"progressReport":{"status":"SUBMITTED","task":{"id":"{{{scene.Tasks[task]}}}"}},"errors":null}""")) + """],"errors":null}""",
            done.GetRawText());
        Assert.Equal(before + 3, await scene.CountChangesAsync());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Each_is_judged_as_a_single_one_would_be(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        object[] reports =
        [
            Reporting.Input(scene), Reporting.Input(scene).With("taskId", "x"), Reporting.Input(scene, 1),
            Reporting.Input(scene).With("percentComplete", 140).With("summary", " "), Reporting.Input(scene).With("metDeadlineIds", new[] { scene.DeadlineOfOther }),
        ];
        var before = await scene.CountChangesAsync();

        var none = await scene.DoneAsync(Submit, new { reports }, Selection, Role.Agency, scene.Lead);
        Assert.Equal(before, await scene.CountChangesAsync());
        var some = await scene.DoneAsync(Submit, new { reports, allOrNothing = false }, Selection, Role.Agency, scene.Lead);

        Assert.Equal(before + 1, await scene.CountChangesAsync());
        Assert.Equal((0, 1), (none.GetProperty("written").GetInt32(), some.GetProperty("written").GetInt32()));
        foreach (var (payload, isWritten) in new[] { (none, false), (some, true) })
        {
            var results = payload.GetProperty("results").EnumerateArray().ToArray();
            Assert.Equal(JsonValueKind.Null, results[0].GetProperty("errors").ValueKind);
            Assert.Equal(isWritten ? JsonValueKind.Object : JsonValueKind.Null, results[0].GetProperty("progressReport").ValueKind);
            Assert.Equal("""[{"__typename":"TaskNotFoundError","id":"x"}]""", results[1].GetProperty("errors").GetRawText());
            Assert.Equal("""[{"__typename":"NotAssignedError"}]""", results[2].GetProperty("errors").GetRawText());
            Assert.Equal(
                """[{"__typename":"ValidationError","field":"percentComplete"},{"__typename":"ValidationError","field":"summary"}]""",
                results[3].GetProperty("errors").GetRawText());
            Assert.Equal("""[{"__typename":"ValidationError","field":"metDeadlineIds.0"}]""", results[4].GetProperty("errors").GetRawText());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Wrong_numbers_and_keys_inside_refuse_the_whole_and_the_outer_key_holds_for_all(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var keyed = new[] { Reporting.Input(scene), Reporting.Input(scene).With("idempotencyKey", "k") };
        Assert.Equal(["reports"], await scene.FaultyFieldsAsync(Submit, new { reports = Array.Empty<object>() }, Role.Agency, scene.Lead));
        Assert.Equal(
            ["reports"], await scene.FaultyFieldsAsync(Submit, new { reports = Enumerable.Repeat(Reporting.Input(scene), 201) }, Role.Agency, scene.Lead));
        Assert.Equal(["reports.1.idempotencyKey"], await scene.FaultyFieldsAsync(Submit, new { reports = keyed, allOrNothing = false }, Role.Agency, scene.Lead));

        var key = Guid.NewGuid().ToString();
        var input = new { reports = new[] { Reporting.Input(scene), Reporting.Input(scene) }, idempotencyKey = key };
        var first = await scene.DoneAsync(Submit, input, "written results { index progressReport { id } errors { __typename } }", Role.Agency, scene.Lead);
        var changes = await scene.CountChangesAsync();
        var again = await scene.DoneAsync(Submit, input, "written results { index progressReport { id } errors { __typename } }", Role.Agency, scene.Lead);
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(changes, await scene.CountChangesAsync());
        var other = await scene.MutateAsync(Submit, new { reports = new[] { Reporting.Input(scene) }, idempotencyKey = key }, "written dryRun results { index }", Role.Agency, scene.Lead);
        Assert.Equal((0, JsonValueKind.Null), (other.GetProperty("written").GetInt32(), other.GetProperty("results").ValueKind));
        Assert.Equal("idempotencyKey", other.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Two_hundred_are_one_transaction(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var task = $"Task:{scene.Lead.Replace("LEAD", "P", StringComparison.Ordinal)}/I.1.a";
        var reports = Enumerable.Range(0, 200).Select(number => Reporting.Input(scene).With("taskId", task).With("percentComplete", number % 100)).ToArray();
        var before = await scene.CountChangesAsync();

        var payload = await scene.DoneAsync(Submit, new { reports }, "written results { progressReport { percentComplete } }", Role.Agency, scene.Lead);

        Assert.Equal(
            Enumerable.Range(0, 200).Select(number => number % 100),
            payload.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("progressReport").GetProperty("percentComplete").GetInt32()));
        Assert.Equal(before + 200, await scene.CountChangesAsync());
    }

    [Fact]
    public async Task Two_hundred_take_as_many_round_trips_as_two()
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Postgres);
        var task = $"Task:{scene.Lead.Replace("LEAD", "P", StringComparison.Ordinal)}/I.1.a";
        using var commands = new CountedRoundTrips(scene.Database);
        var counts = new List<int>();
        foreach (var number in new[] { 2, 2, 200 })
        {
            var reports = Enumerable.Range(0, number).Select(_ => Reporting.Input(scene).With("taskId", task)
                .With("evidence", new[] { new { title = "Tờ trình", url = "https://example.vn" } }).With("metDeadlineIds", new[] { scene.Deadlines[0] })).ToArray();
            commands.Restart();
            var payload = await scene.DoneAsync(Submit, new { reports }, "written", Role.Agency, scene.Lead);
            Assert.Equal(number, payload.GetProperty("written").GetInt32());
            counts.Add(commands.Count);
        }

        // The natural keys, the tasks, the end of the transaction; nothing of the payload has to be read.
        Assert.Equal(3, counts[1]);
        Assert.Equal(counts[1], counts[2]);
    }
}
