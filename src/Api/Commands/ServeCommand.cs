using System.Net.Sockets;
using System.Security.Cryptography;
using KGPlanGraph.Persistence;
using Microsoft.AspNetCore.Connections;

namespace KGPlanGraph.Api.Commands;

/// <summary>Starts the server, unless a setting is at fault.</summary>
internal sealed class ServeCommand : ICommand
{
    public string Name => "serve";

    public string Synopsis => "";

    public string Summary => "Starts the server (also without a command).";

    public async Task<int> RunAsync(CommandInput input)
    {
        await using var app = Server.Build(input.Settings);
        try
        {
            await StartAsync(app);
        }
        catch (Exception e) when (SettingsErrors.FaultsIn(e).Any())
        {
            throw new CommandFailure(SettingsErrors.Message(SettingsErrors.FaultsIn(e)), e);
        }
        catch (DatabaseUnavailableException e)
        {
            throw new CommandFailure(e.Message, e);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Asked to stop while it was still loading: nothing was begun that is not undone.
            return 0;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new CommandFailure($"{e.Message} Set ASPNETCORE_URLS to another address, or end the process that uses it.", e);
        }
        catch (Exception e) when (e is IOException or SocketException or CryptographicException || IsKestrels(e))
        {
            // An address that is none, a certificate that cannot be read: Kestrel's message names it.
            throw new CommandFailure($"The server could not start: {e.Message}", e);
        }

        await Console.Out.WriteLineAsync(StartBanner.Of(app));
        await app.WaitForShutdownAsync();
        return 0;
    }

    // What has begun before the start failed ends before it is disposed of: it would tell of faults that are none.
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }
    }

    /// <summary>It throws InvalidOperationException for an address; the same from elsewhere is a fault of ours, whose stack is wanted.</summary>
    private static bool IsKestrels(Exception e) => e.Source?.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) == true;
}
