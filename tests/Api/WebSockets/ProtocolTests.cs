using System.Net.WebSockets;
using System.Text.Json;
using KGPlanGraph.Tests.Api.Http;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.WebSockets;

/// <summary>graphql-transport-ws, message by message (PROTOCOL.md of graphql-ws).</summary>
public sealed class ProtocolTests(SocketServer server) : IClassFixture<SocketServer>
{
    private const string Init = """{"type":"connection_init"}""";

    [Fact]
    public async Task A_connection_is_acknowledged_without_a_token_and_with_a_good_one()
    {
        await using var anonymous = await SocketClient.InitAsync(server.Address, null);
        await using var known = await SocketClient.InitAsync(server.Address, "60");

        Assert.Equal("graphql-transport-ws", anonymous.Subprotocol);
        Assert.Equal(WebSocketState.Open, known.State);
    }

    [Theory]
    [InlineData("""{"Authorization":"Bearer bad"}""")]
    [InlineData("""{"authorization":"Bearer bad"}""")]
    [InlineData("""{"Authorization":"60"}""")]
    [InlineData("""{"Authorization":60}""")]
    [InlineData("""{"Authorization":"Bearer \ud800"}""")]
    public async Task A_bad_token_closes_with_4403(string payload)
    {
        await using var client = await SocketClient.OpenAsync(server.Address);
        await client.SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");

        Assert.Equal(4403, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Without_connection_init_it_is_closed_after_ten_seconds_with_4408()
    {
        await using var early = await SocketClient.InitAsync(server.Address, null);
        await using var late = await SocketClient.OpenAsync(server.Address);
        await late.SendAsync("""{"type":"ping"}""");
        await late.NextAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(WebSocketState.Open, late.State);
        server.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((4408, "Connection initialisation timeout"), await late.ClosedAsync());
        await EchoAsync(early);
    }

    [Fact]
    public async Task Subscribing_before_the_acknowledgement_closes_with_4401()
    {
        await using var client = await SocketClient.OpenAsync(server.Address);
        await client.SubscribeAsync("1", "{a}");

        Assert.Equal((4401, "Unauthorized"), await client.ClosedAsync());
    }

    [Fact]
    public async Task A_second_connection_init_closes_with_4429()
    {
        await using var client = await SocketClient.OpenAsync(server.Address);
        await client.SendAsync(Init);
        await client.SendAsync(Init);

        Assert.Equal((4429, "Too many initialisation requests"), await client.ClosedAsync());
    }

    [Fact]
    public async Task An_id_in_use_closes_with_4409_and_ends_what_ran()
    {
        var source = server.Subscribe("duplicate");
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        await client.SubscribeAsync("same", "duplicate");
        source.Send(1);
        await client.NextAsync("same");
        await client.SubscribeAsync("same", "{a}");

        Assert.Equal((4409, "Subscriber for same already exists"), await client.ClosedAsync());
        await source.Ended;
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"start"}""")]
    [InlineData("""{"type":"ping"}{"type":"ping"}""")]
    [InlineData("""{"type":"ping","payload":1}""")]
    [InlineData("""{"type":"complete"}""")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{a}"}}""")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{a}"}}""")]
    [InlineData("""{"type":"subscribe","id":7,"payload":{"query":"{a}"}}""")]
    [InlineData("""{"type":"subscribe","id":"1"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":7}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":"x"}}""")]
    [InlineData("""{"type":"subscribe","id":"\ud800","payload":{"query":"{a}"}}""")]
    public async Task What_is_no_message_closes_with_4400(string message)
    {
        await using var client = await SocketClient.InitAsync(server.Address, null);
        await client.SendAsync(message);

        Assert.Equal((4400, "Invalid message received"), await client.ClosedAsync());
    }

    [Fact]
    public async Task A_binary_message_closes_with_4400()
    {
        await using var client = await SocketClient.InitAsync(server.Address, null);
        await client.SendAsync("""{"type":"ping"}""", WebSocketMessageType.Binary);

        Assert.Equal(4400, (await client.ClosedAsync()).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_that_is_no_UTF_8_closes_with_1007_and_leaves_no_fault_in_the_log(bool isAcknowledged)
    {
        await using var client = isAcknowledged ? await SocketClient.InitAsync(server.Address, "60") : await SocketClient.OpenAsync(server.Address);
        await client.SendAsync([.. """{"type":"ping","payload":{"a":" """u8, 0xC3, 0x28, .. "\"}}"u8]);

        Assert.Equal(1007, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task A_message_above_1_MiB_closes_with_1009()
    {
        await using var client = await SocketClient.InitAsync(server.Address, null);
        await client.SendAsync(JsonSerializer.Serialize(new { type = "ping", payload = new { text = new string('x', 1024 * 1024) } }));

        Assert.Equal(1009, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Another_subprotocol_is_closed_with_4406()
    {
        await using var client = await SocketClient.OpenAsync(server.Address, "graphql-ws");

        Assert.Equal((4406, "Subprotocol not acceptable"), await client.ClosedAsync());
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_payload_at_any_time_and_a_pong_is_taken()
    {
        await using var client = await SocketClient.OpenAsync(server.Address);
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", (await client.NextAsync()).GetRawText());
        await client.SendAsync("""{"type":"pong","payload":{}}""");
        await client.SendAsync("""{"type":"ping","payload":{"n":[1, 2]}}""");
        Assert.Equal("""{"type":"pong","payload":{"n":[1, 2]}}""", (await client.NextAsync()).GetRawText());
    }

    [Fact]
    public async Task A_query_is_one_next_and_a_complete()
    {
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        await client.SendAsync("""{"id":"q \"1\"","type":"subscribe","payload":{"query":"{a}","operationName":"A","variables":{"x":1}}}""");

        var data = (await client.NextAsync("q \"1\"")).GetProperty("data");
        Assert.Equal(("{a}", "A", 1), (data.GetProperty("query").GetString(), data.GetProperty("operationName").GetString(),
            data.GetProperty("variables").GetProperty("x").GetInt32()));
        Assert.False(data.GetProperty("readOnly").GetBoolean());
        Assert.Equal("""{"id":"q \u00221\u0022","type":"complete"}""", (await client.NextAsync()).GetRawText());
    }

    [Fact]
    public async Task What_cannot_be_executed_is_an_error_message_and_the_last_one()
    {
        server.Executor.On("wrong", new FakeResponse("""{"errors":[{"message":"no"}]}""", hasData: false));
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        await client.SubscribeAsync("1", "wrong");

        Assert.Equal("""{"id":"1","type":"error","payload":[{"message":"no"}]}""", (await client.NextAsync()).GetRawText());
        await client.SubscribeAsync("1", "{again}");
        await client.NextAsync("1");
    }

    [Fact]
    public async Task An_empty_query_is_an_error_message()
    {
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        await client.SubscribeAsync("1", "");

        var message = await client.NextAsync();
        Assert.Equal("error", message.GetProperty("type").GetString());
        Assert.Equal("HC0012", message.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_subscription_is_many_next_and_a_complete()
    {
        var source = server.Subscribe("many");
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        await client.SubscribeAsync("s", "many");
        source.Send(1);
        source.Send(2);
        source.Complete();

        Assert.Equal("""{"data":{"n":1}}""", (await client.NextAsync("s")).GetRawText());
        Assert.Equal("""{"data":{"n":2}}""", (await client.NextAsync("s")).GetRawText());
        Assert.Equal("""{"id":"s","type":"complete"}""", (await client.NextAsync()).GetRawText());
    }

    [Fact]
    public async Task Complete_ends_a_subscription_and_frees_its_id()
    {
        var source = server.Subscribe("completed");
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        await client.SubscribeAsync("s", "completed");
        source.Send(1);
        await client.NextAsync("s");
        await client.SendAsync("""{"id":"s","type":"complete"}""");
        await client.SubscribeAsync("s", "{other}");

        Assert.Equal("{other}", (await client.NextAsync("s")).GetProperty("data").GetProperty("query").GetString());
        Assert.Equal("complete", (await client.NextAsync()).GetProperty("type").GetString());
        await source.Ended;
    }

    [Fact]
    public async Task Complete_while_an_operation_is_starting_ends_it_without_a_word()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Executor.On("starting", async (_, cancellationToken) =>
        {
            started.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken).ContinueWith(_ => cancelled.SetResult(), TaskScheduler.Default);
            throw new OperationCanceledException(cancellationToken);
        });
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        await client.SubscribeAsync("s", "starting");
        await started.Task;
        await client.SendAsync("""{"id":"s","type":"complete"}""");
        await cancelled.Task;

        await EchoAsync(client);
    }

    [Fact]
    public async Task A_fault_is_an_error_message_with_a_trace_id()
    {
        server.Executor.On("fault", (_, _) => throw new InvalidCastException("secret"));
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        await client.SubscribeAsync("s", "fault");

        var message = await client.NextAsync();
        Assert.DoesNotContain("secret", message.GetRawText(), StringComparison.Ordinal);
        var extensions = message.GetProperty("payload")[0].GetProperty("extensions");
        Assert.Equal(("HC0008", 32), (extensions.GetProperty("code").GetString(), extensions.GetProperty("traceId").GetString()!.Length));
    }

    [Fact]
    public async Task More_than_100_operations_at_once_are_refused_one_by_one()
    {
        var source = server.Subscribe("full");
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        for (var number = 1; number <= 101; number++)
        {
            await client.SubscribeAsync($"{number}", "full");
        }

        var message = await client.NextAsync();
        Assert.Equal(("error", "101"), (message.GetProperty("type").GetString(), message.GetProperty("id").GetString()));
        Assert.Equal("TOO_MANY_REQUESTS", message.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        source.Complete();
    }

    [Fact]
    public async Task A_connection_ends_when_its_token_does_within_the_clock_skew()
    {
        var source = server.Subscribe("expiring");
        await using var lasting = await SocketClient.InitAsync(server.Address, "90");
        await using var client = await SocketClient.InitAsync(server.Address, "60");
        await client.SubscribeAsync("s", "expiring");
        source.Send(1);
        await client.NextAsync("s");

        server.Clock.Advance(TimeSpan.FromMinutes(60) + TimeSpan.FromSeconds(29));
        await EchoAsync(client);
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(4403, (await client.ClosedAsync()).Code);
        await source.Ended;
        await EchoAsync(lasting);
    }

    [Fact]
    public async Task Operations_end_when_the_client_closes_or_goes_without_a_word()
    {
        var closed = server.Subscribe("closed");
        var gone = server.Subscribe("gone");
        await using var polite = await SocketClient.InitAsync(server.Address, "60");
        await using (var rude = await SocketClient.InitAsync(server.Address, "60"))
        {
            await polite.SubscribeAsync("s", "closed");
            await rude.SubscribeAsync("s", "gone");
            closed.Send(1);
            gone.Send(1);
            await polite.NextAsync("s");
            await rude.NextAsync("s");
        }

        await polite.CloseAsync();

        await closed.Ended;
        await gone.Ended;
    }

    private static async Task EchoAsync(SocketClient client)
    {
        await client.SubscribeAsync("echo", "{echo}");
        Assert.Equal("{echo}", (await client.NextAsync("echo")).GetProperty("data").GetProperty("query").GetString());
        Assert.Equal("complete", (await client.NextAsync()).GetProperty("type").GetString());
    }
}
