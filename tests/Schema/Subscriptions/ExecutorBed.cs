using System.Text;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Subscriptions;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Subscriptions;

/// <summary>The server's own executor, without a transport that would take events before the test does.</summary>
internal sealed class ExecutorBed : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly LiveServer server;

    private ExecutorBed(TestDatabase database, LiveServer server, long task)
    {
        this.database = database;
        this.server = server;
        Task = task;
    }

    /// <summary>The sample plan's first task.</summary>
    public long Task { get; }

    public PlanWriter Writer => server.Services.GetRequiredService<PlanWriter>();

    public static async Task<ExecutorBed> StartAsync(DatabaseEngine engine)
    {
        var database = await TestDatabase.CreateMigratedAsync(engine);
        var task = await SamplePlan.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), PlanStatus.InForce);
        return new ExecutorBed(database, await LiveServer.StartAsync(database), task);
    }

    /// <summary>Round trips of reads so far.</summary>
    public long Reads => server.Services.GetRequiredService<ReadMetrics>().Batches;

    /// <summary>Feeds of equal subscriptions that somebody listens to.</summary>
    public int Feeds => server.Services.GetRequiredService<SubscriptionExecution>().Feeds;

    /// <param name="document">The operation.</param>
    /// <param name="role">Of the caller.</param>
    /// <param name="lastEventId">Where it goes on; null for now.</param>
    /// <param name="charge">Told of the time of statements that the subscriber is charged for.</param>
    public async Task<IAsyncEnumerator<GraphQLResponse>> SubscribeAsync(string document, Role role, string? lastEventId = null, Action<TimeSpan>? charge = null)
    {
        var request = new GraphQLRequest
        {
            Document = Encoding.UTF8.GetBytes(document),
            Caller = new Caller("tester", null, role, null, null),
            LastEventId = lastEventId,
        };
        var response = await server.Services.GetRequiredService<IGraphQLExecutor>().ExecuteAsync(request, CancellationToken.None);
        request.Usage.Later = charge;
        return response.Events!.GetAsyncEnumerator();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }
}
