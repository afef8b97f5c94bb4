using System.Net;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Health;

public sealed class HealthTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Server_with_its_database_is_live_and_ready_without_a_token(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        using var live = await server.Http.GetAsync("/health/live");
        using var ready = await server.Http.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
    }

    [Fact]
    public async Task Server_whose_database_has_gone_is_live_but_not_ready()
    {
        var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Postgres);
        await using var server = new PlanServer(database);
        // Gone, with every connection to it.
        await database.DisposeAsync();
        using var live = await server.Http.GetAsync("/health/live");
        using var ready = await server.Http.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live.StatusCode, ready.StatusCode));
    }
}
