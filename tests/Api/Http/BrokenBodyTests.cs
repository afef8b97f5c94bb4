using System.Net.Sockets;
using System.Text;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>A body that is no HTTP is the caller's fault, whatever it looks like on the wire.</summary>
public sealed class BrokenBodyTests
{
    [Fact]
    public async Task A_chunk_whose_size_cannot_be_is_answered_400()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        foreach (var path in (string[])["/graphql", "/import?code=X&year=2022"])
        {
            foreach (var size in (string[])["FFFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFF", "8000000000000000", "FFFFFFFFF", "-1", "XYZ", ""])
            {
                Assert.StartsWith("HTTP/1.1 400 ", await SendAsync(server, path, size), StringComparison.Ordinal);
            }
        }
    }

    private static async Task<string> SendAsync(LiveServer server, string path, string size)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        var stream = socket.GetStream();
        var type = path == "/graphql" ? "application/json" : "text/plain";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.Token(Role.Coordinator)}\r\n"
            + $"Content-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\n{{}}"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync().WaitAsync(Patience.Long) ?? "";
    }
}
