using System.Text;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Execution;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Subscriptions;

/// <summary>The server's own executor, without a transport that would take events before the test does.</summary>
internal sealed class ExecutorBed : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly LiveServer server;

    private ExecutorBed(TestDatabase database, LiveServer server)
    {
        this.database = database;
        this.server = server;
    }

    public PlanWriter Writer => server.Services.GetRequiredService<PlanWriter>();

    public static async Task<ExecutorBed> StartAsync(DatabaseEngine engine)
    {
        var database = await TestDatabase.CreateMigratedAsync(engine);
        await SamplePlan.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), PlanStatus.InForce);
        return new ExecutorBed(database, await LiveServer.StartAsync(database));
    }

    public async Task<IAsyncEnumerator<GraphQLResponse>> SubscribeAsync(string document, Role role)
    {
        var response = await server.Services.GetRequiredService<IGraphQLExecutor>().ExecuteAsync(
            new GraphQLRequest { Document = Encoding.UTF8.GetBytes(document), Caller = new Caller("tester", null, role, null, null) }, CancellationToken.None);
        return response.Events!.GetAsyncEnumerator();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }
}
