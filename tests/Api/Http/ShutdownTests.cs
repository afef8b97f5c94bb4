using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>SIGTERM, as systemd and Kubernetes send it.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task On_SIGTERM_running_requests_are_answered_and_the_process_ends_with_0()
    {
        await using var server = await ServerProcess.StartAsync();
        // The body begins when the server asks for it: then the request is under way.
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.ExpectContinue = true;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await server.TokenAsync("READER"));
        using var content = new HeldContent("""{"query":"{ plans { nodes { code } } }"}""");
        var running = client.PostAsync(server.Endpoint, content);
        await content.HalfSent;

        server.Terminate();
        await WaitForRefusalAsync(new Uri(server.Endpoint));
        content.SendTheRest();
        using var answer = await running;
        var exitCode = await server.WaitForExitAsync(Patience.Long);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"data":{"plans":{"nodes":[{"code":"KG-CN-2022"}]}}}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, exitCode);
    }

    private static async Task WaitForRefusalAsync(Uri endpoint)
    {
        while (true)
        {
            try
            {
                using var connection = new TcpClient();
                await connection.ConnectAsync(endpoint.Host, endpoint.Port);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    /// <summary>A body whose second half waits, so that its request is under way for as long as the test likes.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly byte[] body;
        private readonly TaskCompletionSource halfSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldContent(string json)
        {
            body = System.Text.Encoding.UTF8.GetBytes(json);
            Headers.ContentType = new("application/json");
        }

        public Task HalfSent => halfSent.Task;

        public void SendTheRest() => rest.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, 10));
            await stream.FlushAsync();
            halfSent.SetResult();
            await rest.Task;
            await stream.WriteAsync(body.AsMemory(10));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
