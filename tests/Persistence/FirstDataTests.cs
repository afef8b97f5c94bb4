using System.Globalization;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence;

public sealed class FirstDataTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_empty_database_gets_the_2022_plan_whole(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateWithFirstDataAsync(engine);

        Assert.Equal(1, await CountAsync(test, "plans WHERE code = 'KG-CN-2022' AND status = 1 AND year = 2022 AND draft_plan_id IS NULL"));
        Assert.Equal(15, await CountAsync(test, "plan_sections"));
        Assert.Equal(37, await CountAsync(test, "tasks"));
        Assert.Equal(30, await CountAsync(test, "deadlines"));
        Assert.Equal(5, await CountAsync(test, "investment_items"));
        Assert.Equal(12, await CountAsync(test, "legal_documents"));
        Assert.Equal(4, await CountAsync(test, "legal_documents WHERE number IS NULL"));
        Assert.Equal(0, await CountAsync(test, "tasks WHERE draft_plan_id IS NOT NULL"));
        Assert.Equal(11, await CountAsync(test, "(SELECT DISTINCT lead_agency_id FROM tasks WHERE lead_agency_id IS NOT NULL) AS leads"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Every_object_of_the_first_data_has_its_CREATED_change(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateWithFirstDataAsync(engine);
        string[] tables = ["agencies", "localities", "plans", "legal_documents", "plan_sections", "tasks", "deadlines", "investment_items"];
        var objects = 0L;
        foreach (var table in tables)
        {
            objects += await CountAsync(test, table);
        }

        Assert.Equal(objects, await CountAsync(test, "changes WHERE kind = 0 AND public_kind = 0"));
        Assert.Equal(objects, await CountAsync(test, "changes"));
        Assert.Equal(objects, Convert.ToInt64(await test.ScalarAsync("SELECT max(sequence) FROM changes"), CultureInfo.InvariantCulture));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Servers_that_start_at_once_load_it_once(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        ServiceProvider[] servers = [test.Start(), test.Start(), test.Start()];

        var loaded = await Task.WhenAll(servers.Select(server => Task.Run(() => server.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync())));

        Assert.Single(loaded, true);
        Assert.Equal(37, await CountAsync(test, "tasks"));
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_database_with_data_is_left_as_it_is(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateWithFirstDataAsync(engine);
        var before = await CountAsync(test, "changes");

        Assert.False(await test.Services.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync());
        Assert.Equal(before, await CountAsync(test, "changes"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_investment_items_are_managed_by_the_lead_of_the_task_that_names_them(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var context = test.Database.CreateContext();

        var links = await context.TaskInvestmentItems.Include(link => link.Item).Include(link => link.Task).ToListAsync();

        Assert.All(links, link => Assert.Equal(link.Task!.LeadAgencyId, link.Item!.ManagingAgencyId));
        Assert.Equal(["II.4.c", "II.4.d", "II.4.e", "II.5.c", "II.5.c"], links.Select(link => link.Task!.Label).Order(StringComparer.Ordinal));
        Assert.All(links, link => Assert.StartsWith("KG-CN-2022-", link.Item!.Code, StringComparison.Ordinal));
        Assert.Equal(2, links.Count(link => link.Item is { Kind: InvestmentItemKind.IndustrialCluster, IsPilot: true }));
    }

    private static async Task<long> CountAsync(TestDatabase test, string rows) =>
        Convert.ToInt64(await test.ScalarAsync($"SELECT count(*) FROM {rows}"), CultureInfo.InvariantCulture);
}
