using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.FirstData;

namespace KGPlanGraph.Api.Commands;

/// <summary>Adds the provincial bodies of 2025 to the register of agencies, and prints a line for each.</summary>
internal sealed class RegisterCommand : ICommand
{
    public string Name => "register";

    public string Synopsis => "";

    public string Summary => "Adds the provincial agencies of 2025 that are missing in the register; existing agencies stay as they are.";

    public Task<int> RunAsync(CommandInput input) => DatabaseCommand.RunAsync(input.Settings, async services =>
    {
        await services.GetRequiredService<DatabaseStartup>().MigrateAsync();
        await services.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync(services.GetRequiredService<IConfiguration>().LoadsFirstPlan());
        var result = await services.GetRequiredService<RegisterUpdate>().RunAsync();
        foreach (var body in result.Added)
        {
            await Console.Out.WriteLineAsync($"added {body.Code}: {body.Name}");
        }

        foreach (var (body, code) in result.Left)
        {
            await Console.Out.WriteLineAsync($"there already as {code}: {body.Name}");
        }

        return 0;
    });
}
