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
        SettingFaults.ThrowIfAny(app.Services);
        try
        {
            await app.StartAsync();
        }
        catch (IOException e)
        {
            // An address in use, or a certificate that cannot be read: Kestrel's message names it.
            throw new CommandFailure($"The server could not start: {e.Message}", e);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
