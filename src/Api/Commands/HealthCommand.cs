using KGPlanGraph.Api.Health;
using KGPlanGraph.Api.Startup;

namespace KGPlanGraph.Api.Commands;

/// <summary>Asks the server on this machine, of the same settings, whether it is well: for containers, whose images have no curl.</summary>
internal sealed class HealthCommand : ICommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    public string Name => "health";

    public string Synopsis => "[--live]";

    public string Summary => "Asks the server with these settings whether it is ready, or with --live whether it runs; exit code 1 if not.";

    public IReadOnlyList<CommandOption> Options { get; } = [new("--live", OptionValue.None)];

    public async Task<int> RunAsync(CommandInput input)
    {
        var path = input.Has("--live") ? HealthRegistration.LivePath : HealthRegistration.ReadyPath;
        var address = new Uri(ListenAddress.Of(WebApplication.CreateSlimBuilder(input.Settings).AddDefaultSettings().Configuration), path);
        try
        {
            // It is this machine's own server: its certificate is made out to another name.
            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
            using var client = new HttpClient(handler) { Timeout = Timeout };
            using var response = await client.GetAsync(address);
            await Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            throw new CommandFailure($"{address} does not answer: {e.Message}", e);
        }
    }
}
