using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence;

/// <summary>How many keys of calendars somebody has, whoever asks for how many at once.</summary>
public sealed class CalendarKeyStoreTests
{
    private const int Most = 50;
    private const int Asked = 60;

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Requests_at_once_on_two_servers_leave_each_maker_as_many_keys_as_are_allowed(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        await using var second = database.Start();
        CalendarKeyStore[] stores = [database.Services.GetRequiredService<CalendarKeyStore>(), second.GetRequiredService<CalendarKeyStore>()];
        await stores[0].AddAsync(Key("an", 0, days: -1), Most, default);

        var kept = 0;
        // As many at once as there are connections, so that nobody waits for one.
        await Parallel.ForEachAsync(Enumerable.Range(1, Asked), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            if (await stores[number % 2].AddAsync(Key("an", number), Most, default))
            {
                Interlocked.Increment(ref kept);
            }
        });
        var others = await stores[1].AddAsync(Key("binh", Asked + 1), Most, default);

        Assert.Equal((Most, true), (kept, others));
        Assert.Equal(Most, (await stores[0].ListAsync("an", default)).Count);
        // What has expired counts no more, and is forgotten.
        Assert.Equal(Most + 1L, Convert.ToInt64(await database.ScalarAsync("SELECT count(*) FROM calendar_keys"), null));
    }

    private static CalendarKey Key(string subject, int number, int days = 1) => new()
    {
        Id = $"{number:D32}",
        Hash = $"{number:D64}",
        Subject = subject,
        PlanCode = "KG-CN-2022",
        CreatedAt = DateTimeOffset.UtcNow,
        ExpiresAt = DateTimeOffset.UtcNow.AddDays(days),
    };
}
