using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>A seeded database, the same data in memory, and the product's server over it, asked over HTTP.</summary>
internal sealed class ReadWorld : IAsyncDisposable
{
    // Limits have tests of their own; here whole lists are asked for.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["GraphQL:MaxFieldCost"] = "1000000000",
        ["GraphQL:MaxTypeCost"] = "1000000000",
        ["GraphQL:CostPerMinute"] = "0",
        ["GraphQL:KeepAnswers"] = "false",
    };

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TestDatabase database;
    private readonly PlanServer server;
    private readonly WebApplicationFactory<Program> recorded;
    private readonly HttpClient http;
    private readonly FaultLog faults = new();
    private readonly Dictionary<Observer, string> tokens = [];

    private ReadWorld(TestDatabase database, PlanModel model)
    {
        this.database = database;
        Model = model;
        server = new PlanServer(database, Settings);
        recorded = server.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services
            .AddSingleton<ILoggerProvider>(faults)
            .AddSingleton<IReadStore>(provider => Recorded(provider.GetRequiredService<IDatabase>()))));
        http = recorded.CreateClient();
    }

    public DatabaseEngine Engine => database.Database.Engine;

    /// <summary>What is in the database.</summary>
    public PlanModel Model { get; }

    /// <summary>The batches that the server has sent to the database since this was last cleared.</summary>
    public SentBatches Sent { get; } = new();

    /// <summary>A database with random data, the same on every run.</summary>
    public static Task<ReadWorld> CreateAsync(DatabaseEngine engine) => CreateAsync(engine, WorldData.WriteAsync);

    /// <summary>A database with given data.</summary>
    public static async Task<ReadWorld> CreateAsync(DatabaseEngine engine, Func<TestDatabase, Task> seed)
    {
        var database = await TestDatabase.CreateMigratedAsync(engine);
        await seed(database);
        return new ReadWorld(database, await PlanModel.LoadAsync(database.Database));
    }

    /// <summary>The whole answer.</summary>
    public async Task<JsonElement> AskAsync(Observer observer, string document, object? variables = null) =>
        (await PostAsync(observer, JsonSerializer.Serialize(new { query = document, variables }, Json))).Body;

    /// <summary>The data of an answer that must have no errors.</summary>
    public async Task<JsonElement> DataAsync(Observer observer, string document, object? variables = null)
    {
        var answer = await AskAsync(observer, document, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ValueKind == JsonValueKind.Undefined ? "" : errors.GetRawText());
        return answer.GetProperty("data");
    }

    /// <summary>The status and body that answer a JSON body sent as it is; never an unexpected fault.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(Observer observer, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        if (observer.Roles != default)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(observer));
        }

        using var response = await http.SendAsync(request);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.False(AnswerError.Of(body).Any(error => error.Code == "HC0008"), faults.Last);
        return (response.StatusCode, body);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await recorded.DisposeAsync();
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>The product's services over the same database, for tests that write.</summary>
    public IServiceProvider Services => database.Services;

    private RecordingReadStore Recorded(IDatabase engine) =>
        new(engine.Engine == DatabaseEngine.Postgres ? new PostgresReadStore(engine) : new SqliteReadStore(engine), Sent);

    private string Token(Observer observer)
    {
        if (!tokens.TryGetValue(observer, out var token))
        {
            tokens.Add(observer, token = server.Token(observer.Roles, observer.Agency));
        }

        return token;
    }
}
