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
        await using var app = builder.Build();
        SettingFaults.ThrowIfAny(app.Services);
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
