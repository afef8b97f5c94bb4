using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Api.Commands;

/// <summary>The frame of commands that work on the database and need no server: who runs them need not have a server's settings.</summary>
internal static class DatabaseCommand
{
    /// <param name="settings">ASP.NET Core's configuration arguments.</param>
    /// <param name="work">Gets the services of the database; gives the exit code.</param>
    /// <param name="register">Adds what the work needs beside the database.</param>
    /// <exception cref="CommandFailure">The connection string is at fault, or the database cannot be used.</exception>
    internal static async Task<int> RunAsync(string[] settings, Func<IServiceProvider, Task<int>> work, Action<IServiceCollection>? register = null)
    {
        var builder = WebApplication.CreateSlimBuilder(settings);
        builder.AddDefaultSettings();
        builder.AddDatabase();
        register?.Invoke(builder.Services);
        SettingsErrors.ThrowIfAny(builder);
        await using var app = builder.Build();
        try
        {
            return await work(app.Services);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(e.Message, e);
        }
    }
}

/// <summary>
/// Brings the database up to date and stops: for those who let an account with more rights do it before the servers start.
/// With <c>--to</c> it takes the database back to what an older version of the program knows.
/// </summary>
internal sealed class MigrateCommand : ICommand
{
    public string Name => "migrate";

    public string Synopsis => "[--to MIGRATION]";

    public string Summary => "Migrates the database to this version and stops; --to takes it back to an older state, for an older version.";

    public IReadOnlyList<CommandOption> Options { get; } = [new("--to", OptionValue.One)];

    public Task<int> RunAsync(CommandInput input) => DatabaseCommand.RunAsync(input.Settings, async services =>
    {
        var startup = services.GetRequiredService<DatabaseStartup>();
        var target = input.ValueOf("--to");
        if (target is not null && startup.FindMigrationNames() is var names && !names.Contains(target))
        {
            throw new CommandFailure($"There is no migration \"{target}\". There are, oldest first: {string.Join(", ", names)}.");
        }

        var migrated = await (target is null ? startup.MigrateAsync() : startup.MigrateToAsync(target));
        var location = services.GetRequiredService<IDatabase>().Location;
        await Console.Out.WriteLineAsync($"{location} {(migrated ? "is now" : "was")} {(target is null ? "up to date" : $"at {target}")}.");
        return 0;
    });
}
