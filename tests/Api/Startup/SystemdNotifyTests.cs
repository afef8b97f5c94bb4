using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using KGPlanGraph.Api.Commands;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Startup;

public sealed class SystemdNotifyTests
{
    [Fact]
    public async Task The_supervisor_hears_when_the_server_listens_and_when_it_stops()
    {
        var folder = Directory.CreateTempSubdirectory("kg-");
        try
        {
            var address = Path.Combine(folder.FullName, "notify");
            using var supervisor = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            supervisor.Bind(new UnixDomainSocketEndPoint(address));
            var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "--environment=Development", "--urls=http://127.0.0.1:0"])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
            };
            start.Environment["NOTIFY_SOCKET"] = address;
            using var server = Process.Start(start)!;

            Assert.Equal("READY=1", await ReceiveAsync(supervisor));
            Process.Start("kill", ["-TERM", $"{server.Id}"]).Dispose();
            Assert.Equal("STOPPING=1", await ReceiveAsync(supervisor));
            await server.WaitForExitAsync();
            Assert.Equal(0, server.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        var buffer = new byte[100];
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token));
    }
}
