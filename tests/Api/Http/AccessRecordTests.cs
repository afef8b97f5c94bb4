using System.Net;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>The record of who asked what: one line for each operation, whatever way it comes, and for each request that is refused.</summary>
public sealed class AccessRecordTests(BatchTests.Server server) : IClassFixture<BatchTests.Server>
{
    [Fact]
    public async Task Each_operation_of_a_list_has_its_line()
    {
        server.Executor.On("query First { a }", new FakeResponse("""{"data":{}}""") { Measured = new("First", "hash1", 7, 2, 5, 1, null, false) });
        server.Executor.On("query Second { a }", new FakeResponse("""{"data":{}}""") { Measured = new("Second", "hash2", 9, 2, 6, 2, "HC0047", false) });
        using var response = await server.PostAsync("""[{"query":"query First { a }"},{"query":"query Second { a }"}]""", null, ("X-Caller", "bao"));

        await server.Log.WaitForAsync("KGPlanGraph.Access: POST Query First hash1 by bao of SCT (Reader): 200 OK, cost 7, 5 rows, 1 statements");
        await server.Log.WaitForAsync("KGPlanGraph.Access: POST Query Second hash2 by bao of SCT (Reader): 200 HC0047, cost 9, 6 rows, 2 statements");
    }

    [Fact]
    public async Task A_refused_token_has_its_line_with_nothing_of_it()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var response = await server.PostAsync(
            """{"query":"{a}"}""", null, ("Authorization", "Bearer c2VjcmV0"), ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var line = await server.Log.WaitForAsync(Trace);
        Assert.StartsWith("KGPlanGraph.Access: POST", line, StringComparison.Ordinal);
        Assert.Contains("(None): 401 AUTH_NOT_AUTHENTICATED, cost 0", line, StringComparison.Ordinal);
        Assert.Contains(", token refused: Malformed", line, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", server.Log.Text, StringComparison.Ordinal);
        Assert.EndsWith("[TokenRefusal=Malformed]", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_answered_logged_and_recorded_under_one_trace()
    {
        server.Executor.On("query Faulty { a }", (_, _) => throw new InvalidOperationException("of the test"));
        using var response = await server.PostAsync("""{"query":"query Faulty { a }"}""", null, ("X-Caller", "giang"));

        var answer = await response.ReadAsync();
        var trace = answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("traceId").GetString()!;
        await server.Log.WaitForAsync("by giang of SCT (Reader): 500 HC0008");
        Assert.Equal(2, server.Log.Lines.Count(logged => logged.Contains(trace, StringComparison.Ordinal)));
        Assert.Matches("^[0-9a-f]{32}$", trace);
    }

    [Fact]
    public async Task A_stream_of_events_has_its_line_when_it_ends()
    {
        server.Executor.On("subscription Told { a }", new FakeResponse("")
        {
            Stream = Nothing(),
            Measured = new("Told", "hash3", 1, 1, 0, 0, null, false),
        });
        using var response = await server.PostAsync("""{"query":"subscription Told { a }"}""", "text/event-stream", ("X-Caller", "chi"));
        await response.Content.ReadAsStringAsync();

        var line = await server.Log.WaitForAsync("KGPlanGraph.Access: POST Subscription Told hash3 by chi of SCT (Reader): 200 OK");
        Assert.Matches("ms over EventStream, trace [0-9a-f]{32}", line);
    }

    [Fact]
    public async Task A_stream_that_an_error_ends_has_its_code()
    {
        server.Executor.On("subscription Slow { a }", new FakeResponse("")
        {
            Stream = OneError(),
            Measured = new("Slow", "hash5", 1, 1, 0, 0, null, false),
        });
        using var response = await server.PostAsync("""{"query":"subscription Slow { a }"}""", "text/event-stream");
        await response.Content.ReadAsStringAsync();
        await server.Log.WaitForAsync("Subscription Slow hash5 by  of  (None): 200 SUBSCRIPTION_TOO_SLOW");

        await using var socket = await SocketClient.InitAsync(server.Client.BaseAddress!, null);
        await socket.SubscribeAsync("1", "subscription Slow { a }");
        Assert.Equal("error", (await socket.NextAsync()).GetProperty("type").GetString());
        await server.Log.WaitForAsync("Subscription Slow hash5 by  of  (None): 101 SUBSCRIPTION_TOO_SLOW");
    }

    [Fact]
    public async Task An_operation_over_a_WebSocket_has_its_line()
    {
        server.Executor.On("query Socketed { a }", new FakeResponse("""{"data":{}}""") { Measured = new("Socketed", "hash4", 3, 1, 2, 1, null, false) });
        await using var socket = await SocketClient.InitAsync(server.Client.BaseAddress!, null);
        await socket.SubscribeAsync("1", "query Socketed { a }");
        await socket.NextAsync("1");

        var line = await server.Log.WaitForAsync("KGPlanGraph.Access: GET Query Socketed hash4");
        Assert.Matches("cost 3, 2 rows, 1 statements, cached False, [0-9.]+ ms over WebSocket, trace [0-9a-f]{32}", line);
    }

    [Fact]
    public async Task A_refused_token_over_a_WebSocket_has_its_line()
    {
        await using var socket = await SocketClient.OpenAsync(server.Client.BaseAddress!);
        await socket.SendAsync("""{"type":"connection_init","payload":{"Authorization":"Bearer c29ja2V0"}}""");
        Assert.Equal(4403, (await socket.ClosedAsync()).Code);

        var line = await server.Log.WaitForAsync("AUTH_NOT_AUTHENTICATED, cost 0, 0 rows, 0 statements, cached False, ");
        Assert.DoesNotContain("c29ja2V0", line, StringComparison.Ordinal);
        await server.Log.WaitForAsync("ms over WebSocket, trace");
    }

    [Fact]
    public async Task The_schemas_text_and_a_method_that_is_not_answered_have_their_lines()
    {
        using var schema = await server.GetAsync("/graphql?sdl", null, ("X-Caller", "dung"));
        using var put = await server.SendAsync(HttpMethod.Put, "/graphql", null, null, ("X-Caller", "dung"));

        await server.Log.WaitForAsync("by dung of SCT (Reader): 200 OK, cost 0");
        await server.Log.WaitForAsync("by dung of SCT (Reader): 405 HC0009, cost 0");
    }

    private static async IAsyncEnumerable<GraphQLResponse> OneError()
    {
        await Task.CompletedTask;
        yield return new FakeResponse("""{"errors":[]}""", hasData: false) { Measured = new("Slow", "hash5", 1, 1, 0, 0, "SUBSCRIPTION_TOO_SLOW", false) };
    }

    private static async IAsyncEnumerable<GraphQLResponse> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }
}
