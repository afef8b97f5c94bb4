using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Schema.Filtering;
using KGPlanGraph.Tests.Schema.Reads;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Paging;

public sealed class MovingWalkTests
{
    private static readonly string[] Names = ["An", "ân", "Bến", "đò", "Đò", "dò"];

    private int made;

    [Theory]
    [InlineData(DatabaseEngine.Postgres, false)]
    [InlineData(DatabaseEngine.Postgres, true)]
    [InlineData(DatabaseEngine.Sqlite, false)]
    [InlineData(DatabaseEngine.Sqlite, true)]
    public async Task A_walk_yields_each_row_once_while_others_come_and_go_ahead_and_behind(DatabaseEngine engine, bool backward)
    {
        var random = new Random(7);
        await using var world = await ReadWorld.CreateAsync(engine, database => WriteAsync(database.Services, random, 40));
        var keys = SortKey.AllOf(FilterTypes.Agency, depth: 1).ToList();
        for (var walk = 0; walk < 4; walk++)
        {
            var order = Enumerable.Range(0, 3).Select(_ => keys[random.Next(keys.Count)]).ToList();
            var ahead = await StoredAsync(world);
            var seen = await WalkAsync(world, $"order: {InputText.Literal(order.Select(key => key.Input()))}, ", random, backward);
            var stayed = (await StoredAsync(world)).Where(row => ahead.Exists(old => old.Id == row.Id));

            Assert.Distinct(seen);
            var expected = SortKey.Sort(stayed, order).Select(Ids.Of).ToList();
            Assert.Equal(expected, seen.Where(expected.Contains));
        }
    }

    private async Task<List<string>> WalkAsync(ReadWorld world, string arguments, Random random, bool backward)
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Walk.PageAsync(world, Observer.Reader, FilterTypes.Agency, arguments, 4, backward, cursor);
            seen.InsertRange(backward ? 0 : seen.Count, page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!));
            var info = page.GetProperty("pageInfo");
            cursor = info.GetProperty(backward ? "hasPreviousPage" : "hasNextPage").GetBoolean()
                ? info.GetProperty(backward ? "startCursor" : "endCursor").GetString()
                : null;
            await WriteAsync(world.Services, random, 1);
            await DeleteAsync(world.Services, random);
        }
        while (cursor is not null && seen.Count < 1_000);
        return seen;
    }

    private async Task WriteAsync(IServiceProvider services, Random random, int count) =>
        await services.GetRequiredService<PlanWriter>().RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var stored = await context.Agencies.Where(agency => agency.Parent == null).OrderBy(agency => agency.Id).ToListAsync(cancellationToken);
            for (var number = 0; number < count; number++)
            {
                context.Add(new Agency
                {
                    Code = $"W{++made}",
                    Name = Names[random.Next(Names.Length)],
                    Kind = (AgencyKind)random.Next(3),
                    Parent = stored.Count > 0 && random.Next(2) == 0 ? stored[random.Next(stored.Count)] : null,
                });
            }

            return WriteOutcome.Keep(0);
        });

    // One without children: at times the very row that the cursor was made of.
    private static async Task DeleteAsync(IServiceProvider services, Random random) =>
        await services.GetRequiredService<PlanWriter>().RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var free = await context.Agencies.Where(agency => !context.Agencies.Any(child => child.ParentId == agency.Id)).OrderBy(agency => agency.Id)
                .ToListAsync(cancellationToken);
            context.Remove(free[random.Next(free.Count)]);
            return WriteOutcome.Keep(0);
        });

    private static async Task<List<Agency>> StoredAsync(ReadWorld world)
    {
        await using var context = world.Services.GetRequiredService<IDatabase>().CreateContext();
        return await context.Agencies.OrderBy(agency => agency.Id).ToListAsync();
    }
}
