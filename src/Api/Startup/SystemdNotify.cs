using System.Net.Sockets;
using System.Text;

namespace KGPlanGraph.Api.Startup;

/// <summary>
/// Tells systemd (<c>Type=notify</c>) when the server listens and when it begins to stop: https://www.freedesktop.org/software/systemd/man/sd_notify.html.
/// Microsoft.Extensions.Hosting.Systemd would do it too, but brings another lifetime and another log format.
/// </summary>
internal static class SystemdNotify
{
    private const string SocketVariable = "NOTIFY_SOCKET";

    /// <summary>Does nothing where no supervisor asks for it.</summary>
    internal static void UseSystemdNotify(this WebApplication app)
    {
        if (Environment.GetEnvironmentVariable(SocketVariable) is not { Length: > 1 } address)
        {
            return;
        }

        app.Lifetime.ApplicationStarted.Register(() => Send(app.Logger, address, "READY=1"));
        app.Lifetime.ApplicationStopping.Register(() => Send(app.Logger, address, "STOPPING=1"));
    }

    private static void Send(ILogger log, string address, string state)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // @ stands for the zero byte of an abstract address.
            socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address));
            socket.Send(Encoding.ASCII.GetBytes(state));
        }
        catch (SocketException fault)
        {
            log.LogWarning(fault, "{State} could not be sent to {Variable}", state, SocketVariable);
        }
    }
}
