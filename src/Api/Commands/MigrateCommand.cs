using KGPlanGraph.Persistence;

namespace KGPlanGraph.Api.Commands;

/// <summary>Brings the database up to date and stops: for those who let an account with more rights do it before the servers start.</summary>
internal sealed class MigrateCommand : ICommand
{
    public string Name => "migrate";

    public string Synopsis => "";

    public string Summary => "Brings the database up to date and stops.";

    public Task<int> RunAsync(CommandInput input) => DatabaseCommand.RunAsync(input.Settings, async services =>
    {
        var migrated = await services.GetRequiredService<DatabaseStartup>().MigrateAsync();
        var location = services.GetRequiredService<IDatabase>().Location;
        await Console.Out.WriteLineAsync(migrated ? $"{location} is now up to date." : $"{location} was up to date.");
        return 0;
    });
}
