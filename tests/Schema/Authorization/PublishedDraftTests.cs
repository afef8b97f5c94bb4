using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>A draft comes into being, for those who saw none of it, on the day it is published.</summary>
public sealed class PublishedDraftTests
{
    private const string Feed = """
        query ($after: String) { changes(first: 1000, after: $after) { pageInfo { endCursor } nodes { kind subject subjectId object { id } } } }
        """;

    private const string Plans = "{ plans(first: 10) { totalCount nodes { code } } taskStatistics { total } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_readers_feed_goes_on_with_everything_in_the_plan_as_new(DatabaseEngine engine)
    {
        await using var world = await MatrixWorld.CreateAsync(engine, publishes: false);
        var plan = world.Data.Objects.Where(it => it.Name.StartsWith("PUBLISHED ", StringComparison.Ordinal)).ToList();
        var before = await ReadAsync(world, MatrixCaller.Reader, null);
        Assert.DoesNotContain(before.Changes, change => plan.Exists(it => it.Id == change.Id));
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(2, await CountAsync(world));
        }

        await PublishAsync(world, plan.Single(it => it.Type == "Plan").Id);

        var after = await ReadAsync(world, MatrixCaller.Reader, before.End);
        Assert.Equal(plan.Select(it => it.Id).Order(StringComparer.Ordinal), after.Changes.Select(change => change.Id).Order(StringComparer.Ordinal));
        Assert.All(after.Changes, change => Assert.Equal(("CREATED", true), (change.Kind, change.HasObject)));
        Assert.Equal(3, await CountAsync(world));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_feed_read_from_the_beginning_creates_each_object_once_and_first(DatabaseEngine engine)
    {
        await using var world = await MatrixWorld.CreateAsync(engine, publishes: false);
        await PublishAsync(world, world.Data.Objects.Single(it => it.Name == "PUBLISHED plan").Id);

        foreach (var caller in (MatrixCaller[])[MatrixCaller.Reader, MatrixCaller.Lead, MatrixCaller.Admin])
        {
            var objects = (await ReadAsync(world, caller, null)).Changes.GroupBy(change => change.Id).ToList();

            Assert.All(objects, changes => Assert.Equal(
                ["CREATED", .. Enumerable.Repeat("UPDATED", changes.Count() - 1)], changes.Select(change => change.Kind)));
            foreach (var it in world.Data.Objects.Where(it => !it.Name.StartsWith("PUBLISHED", StringComparison.Ordinal)))
            {
                Assert.Equal(caller.Sees(it), objects.Exists(changes => changes.Key == it.Id));
            }
        }
    }

    private static async Task PublishAsync(MatrixWorld world, string planId)
    {
        var answer = await world.AskAsync(
            MatrixCaller.Named("approver"),
            """
            mutation ($id: ID!) {
              publishPlan(input: { planId: $id, expectedVersion: 1, documentNumber: "1/KH-UBND", issuedOn: "2022-06-01" }) {
                plan { status }
              }
            }
            """,
            new { id = planId });
        Assert.Equal("IN_FORCE", answer.GetProperty("data").GetProperty("publishPlan").GetProperty("plan").GetProperty("status").GetString());
    }

    private static async Task<int> CountAsync(MatrixWorld world) =>
        (await world.AskAsync(MatrixCaller.Reader, Plans)).GetProperty("data").GetProperty("plans").GetProperty("totalCount").GetInt32();

    private static async Task<(string End, List<(string Id, string Kind, bool HasObject)> Changes)> ReadAsync(
        MatrixWorld world, MatrixCaller caller, string? after)
    {
        var page = (await world.AskAsync(caller, Feed, new { after })).GetProperty("data").GetProperty("changes");
        return (page.GetProperty("pageInfo").GetProperty("endCursor").GetString()!, [.. page.GetProperty("nodes").EnumerateArray().Select(change => (
            change.GetProperty("subjectId").GetString()!, change.GetProperty("kind").GetString()!,
            change.GetProperty("object").ValueKind == JsonValueKind.Object))]);
    }
}
