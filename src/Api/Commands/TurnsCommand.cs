using System.Globalization;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Api.Commands;

/// <summary>Tells of the deadlines that have turned, as a server does after midnight: for those who run none overnight.</summary>
internal sealed class TurnsCommand : ICommand
{
    // Nobody tells a turn that far ahead; a year that was mistyped would leave all turns up to it untold.
    private const int MostYearsAhead = 2;

    public string Name => "turns";

    public string Synopsis => "[--day DAY]";

    public string Summary => "Writes a change for each deadline that became due soon or overdue up to the day (default: today).";

    public IReadOnlyList<CommandOption> Options { get; } = [new("--day", OptionValue.One)];

    public Task<int> RunAsync(CommandInput input)
    {
        var today = VietnamDay.Today(TimeProvider.System);
        var day = input.ValueOf("--day") is { } typed ? Parse(typed) : today;
        if (day > today.AddYears(MostYearsAhead))
        {
            throw new UsageException($"--day {day:yyyy-MM-dd} is more than {MostYearsAhead} years ahead.");
        }

        return DatabaseCommand.RunAsync(input.Settings, async services =>
        {
            await services.GetRequiredService<DatabaseStartup>().MigrateAsync();
            await services.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync(services.GetRequiredService<IConfiguration>().LoadsFirstPlan());
            var turns = services.GetRequiredService<DeadlineTurns>();
            // In a database that never told any, the day of the first time is where turning begins.
            var count = day > today ? await turns.TellAsync(today) + await turns.TellAsync(day) : await turns.TellAsync(day);
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{count} deadlines became due soon or overdue up to {day:yyyy-MM-dd} and had not been told."));
            return 0;
        });
    }

    private static DateOnly Parse(string typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UsageException($"--day {typed}: a day is written as 2026-01-31.");
}
