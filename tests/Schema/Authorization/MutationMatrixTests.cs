using System.Net;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>Each mutation by each caller.</summary>
[Collection(MatrixCollection.Name)]
public sealed class MutationMatrixTests(MatrixWorlds worlds)
{
    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task A_role_that_lacks_a_mutation_is_refused_and_writes_nothing(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        var written = await world.WrittenAsync();
        foreach (var mutation in MutationInputs.Names.Where(name => !PermissionTable.Mutations[name].IsFor(caller)))
        {
            var (status, body) = await world.SendAsync(caller, MutationInputs.Document(mutation), new { input = MutationInputs.Smallest(mutation) });
            var answer = JsonDocument.Parse(body).RootElement;

            Assert.Equal((HttpStatusCode.OK, JsonValueKind.Null), (status, answer.GetProperty("data").ValueKind));
            var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
            Assert.Equal(caller.HasToken ? "AUTH_NOT_AUTHORIZED" : "AUTH_NOT_AUTHENTICATED", error.GetProperty("extensions").GetProperty("code").GetString());
            Assert.Equal(mutation, Assert.Single(error.GetProperty("path").EnumerateArray()).GetString());
        }

        Assert.Equal(written, await world.WrittenAsync());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_role_that_has_a_mutation_is_answered_by_its_rules(DatabaseEngine engine)
    {
        await using var world = await MatrixWorld.CreateAsync(engine);
        foreach (var caller in MatrixCaller.All)
        {
            foreach (var mutation in MutationInputs.Names.Where(name => PermissionTable.Mutations[name].IsFor(caller)))
            {
                var answer = await world.AskAsync(caller, MutationInputs.Document(mutation), new { input = MutationInputs.Smallest(mutation) });

                Assert.Empty(Answers.Codes(answer));
                Assert.Equal(JsonValueKind.Object, answer.GetProperty("data").GetProperty(mutation).ValueKind);
            }
        }
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task A_hidden_object_is_refused_like_one_that_never_was(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        var written = await world.WrittenAsync();
        foreach (var mutation in MutationInputs.Names.Where(name => PermissionTable.Mutations[name].IsFor(caller)))
        {
            // One of each sort: each costs a transaction.
            foreach (var it in world.Data.Objects.Where(it => !caller.Sees(it)).DistinctBy(it => (it.Type, it.Status, it.Agency)))
            {
                foreach (var (field, isList) in MutationInputs.IdFields(mutation, it.Type))
                {
                    var never = MutationInputs.Missing(it.Type);
                    var expected = await SendAsync(world, caller, mutation, field, isList, never);
                    var actual = await SendAsync(world, caller, mutation, field, isList, it.Id);

                    Assert.Equal((expected.Status, expected.Body.Replace(never, it.Id, StringComparison.Ordinal)), actual);
                    Assert.Contains("Error", actual.Body, StringComparison.Ordinal);
                }
            }
        }

        Assert.Equal(written, await world.WrittenAsync());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_role_that_has_a_mutation_but_not_for_the_object_gets_the_typed_error(DatabaseEngine engine)
    {
        var world = worlds[engine];
        var (task, item) = (world.Data.InForce.Tasks[0], world.Data.InForce.Items[0]);
        var report = world.Data.Objects.First(it => it is { Type: "ProgressReport", Status: "ACCEPTED", Agency: "LEAD" }).Id;
        string[] strangers = ["unrelated agency", "agency that the register does not hold", "agency in the wrong case", "agency role without an agency"];
        foreach (var stranger in strangers.Select(MatrixCaller.Named))
        {
            Assert.Equal("NotAssignedError", await RefusalAsync(world, stranger, "submitProgressReport", ("taskId", Id("Task", task.Id))));
            Assert.Equal("NotAssignedError", await RefusalAsync(world, stranger, "proposeAmendment", ("taskId", Id("Task", task.Id))));
            Assert.Equal("NotOwnerError", await RefusalAsync(world, stranger, "withdrawProgressReport", ("progressReportId", report), ("expectedVersion", 2)));
            Assert.Equal("NotOwnerError", await RefusalAsync(
                world, stranger, "updateIndustrialZone", ("industrialZoneId", Id("IndustrialZone", item.Id)), ("expectedVersion", 2)));
            Assert.Equal("NotOwnerError", await RefusalAsync(world, stranger, "createIndustrialZone", ("managingAgencyId", world.Data.Agencies["LEAD"])));
        }
    }

    private static Task<(HttpStatusCode Status, string Body)> SendAsync(
        MatrixWorld world, MatrixCaller caller, string mutation, string field, bool isList, string id)
    {
        var input = MutationInputs.Smallest(mutation);
        // What is checked before the field must be right, so that the field is reached.
        var force = world.Data.InForce;
        var right = new Dictionary<string, object?>
        {
            ["taskId"] = Id("Task", force.Tasks[caller.ActsFor == "OTHER" ? 2 : 0].Id),
            ["industrialZoneId"] = Id("IndustrialZone", force.Items[0].Id),
            ["industrialClusterId"] = Id("IndustrialCluster", force.Items[1].Id),
            ["investmentProjectId"] = Id("InvestmentProject", force.Items[2].Id),
        };
        foreach (var (name, value) in right.Where(pair => input.ContainsKey(pair.Key)))
        {
            input[name] = value;
        }

        if (mutation == "updateIndustrialZone")
        {
            input["expectedVersion"] = 2;
        }

        input[field] = isList ? new[] { id } : id;
        return world.SendAsync(caller, MutationInputs.Document(mutation), new { input });
    }

    private static async Task<string?> RefusalAsync(MatrixWorld world, MatrixCaller caller, string mutation, params (string Field, object Value)[] fields)
    {
        var input = MutationInputs.Smallest(mutation);
        foreach (var (field, value) in fields)
        {
            input[field] = value;
        }

        var answer = await world.AskAsync(caller, MutationInputs.Document(mutation), new { input });
        return answer.GetProperty("data").GetProperty(mutation).GetProperty("errors")[0].GetProperty("__typename").GetString();
    }

    private static string Id(string type, long key) => new KGPlanGraph.Schema.Scalars.GlobalId(type, key).ToString();
}
