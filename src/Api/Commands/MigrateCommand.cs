using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Api.Commands;

/// <summary>Brings the database up to date and stops: for those who let an account with more rights do it before the servers start.</summary>
internal sealed class MigrateCommand : ICommand
{
    public string Name => "migrate";

    public string Synopsis => "";

    public string Summary => "Brings the database up to date and stops.";

    public async Task<int> RunAsync(CommandInput input)
    {
        // The database alone: who migrates need not have the settings of a server.
        var builder = WebApplication.CreateSlimBuilder(input.Settings);
        builder.AddDefaultSettings();
        builder.AddDatabase();
        await using var app = builder.Build();
        SettingFaults.ThrowIfAny(app.Services);
        try
        {
            var migrated = await app.Services.GetRequiredService<DatabaseStartup>().MigrateAsync();
            var location = app.Services.GetRequiredService<IDatabase>().Location;
            await Console.Out.WriteLineAsync(migrated ? $"{location} is now up to date." : $"{location} was up to date.");
            return 0;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(e.Message, e);
        }
    }
}
