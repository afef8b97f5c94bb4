using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>A server over <see cref="MatrixData"/>, asked over HTTP by each kind of caller.</summary>
internal sealed class MatrixWorld : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["GraphQL:MaxPageSize"] = "1000",
        ["GraphQL:MaxFieldCost"] = int.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["GraphQL:MaxTypeCost"] = int.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private readonly Dictionary<MatrixCaller, string> tokens = [];
    private readonly Dictionary<string, JsonElement> whole = [];

    private MatrixWorld(TestDatabase database, MatrixData data)
    {
        Database = database;
        Data = data;
        Server = new PlanServer(database, Settings);
    }

    public TestDatabase Database { get; }

    public MatrixData Data { get; }

    public PlanServer Server { get; }

    public static async Task<MatrixWorld> CreateAsync(DatabaseEngine engine, bool publishes = true)
    {
        var database = await TestDatabase.CreateMigratedAsync(engine);
        return new(database, await MatrixData.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), publishes));
    }

    /// <summary>The answer's status and text.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(MatrixCaller caller, string document, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(JsonSerializer.Serialize(new { query = document, variables }), Encoding.UTF8, "application/json");
        Authorize(request, caller);
        using var response = await Server.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> AskAsync(MatrixCaller caller, string document, object? variables = null) =>
        JsonDocument.Parse((await SendAsync(caller, document, variables)).Body).RootElement;

    /// <summary>What is there: the administrator's answer, which nothing may be missing from. Asked once.</summary>
    public async Task<JsonElement> WholeAsync(string document)
    {
        if (whole.TryGetValue(document, out var known))
        {
            return known;
        }

        var answer = await AskAsync(MatrixCaller.Admin, document);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{document}: {errors}");
        return whole[document] = answer;
    }

    public void Authorize(HttpRequestMessage request, MatrixCaller caller)
    {
        if (!caller.HasToken)
        {
            return;
        }

        if (!tokens.TryGetValue(caller, out var token))
        {
            tokens[caller] = token = Server.Token(caller.Roles, caller.Agency, caller.Name);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>How much has been written so far.</summary>
    public async Task<string> WrittenAsync() =>
        $"{await Database.ScalarAsync("SELECT coalesce(max(sequence), 0) FROM changes")} {await Database.ScalarAsync("SELECT count(*) FROM idempotency_keys")}";

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Database.DisposeAsync();
    }
}
