using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace KGPlanGraph.Bench.Generator;

/// <summary>What to generate, and where.</summary>
internal sealed record Settings(string ConnectionString, int Plans, int Tasks, int States, int Seed)
{
    public const string Usage = "generator CONNECTION [--plans 2000] [--tasks 70000] [--states 10] [--seed 2022]: fills a migrated, empty PostgreSQL database.";

    /// <summary>The day on which the country is looked at: plans before it are closed, later ones are drafts.</summary>
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static bool TryRead(string[] arguments, [NotNullWhen(true)] out Settings? settings)
    {
        settings = null;
        if (arguments.Length % 2 == 0 || arguments[0].StartsWith('-'))
        {
            return false;
        }

        var read = new Settings(arguments[0], 0, 70_000, 10, 2022);
        for (var index = 1; index < arguments.Length; index += 2)
        {
            if (!int.TryParse(arguments[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
            {
                return false;
            }

            switch (arguments[index])
            {
                case "--plans": read = read with { Plans = value }; break;
                case "--tasks": read = read with { Tasks = value }; break;
                case "--states": read = read with { States = value }; break;
                case "--seed": read = read with { Seed = value }; break;
                default: return false;
            }
        }

        // A plan has 35 tasks in the mean, as 2,000 plans with 70,000 tasks have.
        settings = read.Plans > 0 ? read : read with { Plans = Math.Max(1, read.Tasks / 35) };
        return true;
    }
}
