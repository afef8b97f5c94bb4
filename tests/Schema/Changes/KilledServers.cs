using System.Net.Sockets;
using System.Text.Json;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Changes;

/// <summary>A server process that is killed at any moment, and the next one in its place; clients try again until it answers.</summary>
internal sealed class KilledServers : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly SemaphoreSlim killing = new(1, 1);
    private ServerProcess server;
    private HttpClient http;

    private KilledServers(TestDatabase database, ServerProcess server)
    {
        this.database = database;
        this.server = server;
        http = Client(server);
    }

    public required string AdminToken { get; init; }

    public required string ReaderToken { get; init; }

    public static async Task<KilledServers> StartAsync(TestDatabase database)
    {
        var server = await ServerProcess.StartAsync(database);
        return new KilledServers(database, server) { AdminToken = await server.TokenAsync("ADMIN"), ReaderToken = await server.TokenAsync("READER") };
    }

    /// <summary>Kills the process, without a word to it, and starts another.</summary>
    public async Task KillAsync()
    {
        await killing.WaitAsync();
        try
        {
            await server.DisposeAsync();
            server = await ServerProcess.StartAsync(database);
            Volatile.Write(ref http, Client(server));
        }
        finally
        {
            killing.Release();
        }
    }

    /// <summary>The whole answer, from whichever server gives it.</summary>
    public Task<JsonElement> AskAsync(string token, string query, object variables) => RetryAsync(async client =>
    {
        using var response = await SseClient.SendAsync(client, token, query, variables, accept: "application/json");
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    });

    public async Task<T> RetryAsync<T>(Func<HttpClient, Task<T>> work)
    {
        while (true)
        {
            try
            {
                return await work(Volatile.Read(ref http));
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException)
            {
                // The server is gone; when this turn comes the next one listens.
                await killing.WaitAsync();
                killing.Release();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        http.Dispose();
        killing.Dispose();
    }

    private static HttpClient Client(ServerProcess server) =>
        new() { BaseAddress = new Uri(server.Endpoint[..^"/graphql".Length]), Timeout = TimeSpan.FromSeconds(60) };
}
