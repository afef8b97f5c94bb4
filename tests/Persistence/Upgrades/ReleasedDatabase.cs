using System.Text.Json.Nodes;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Persistence.Upgrades;

/// <summary>
/// Databases as released versions left them, with rows in nearly every table: <c>first.postgres.sql</c> is pg_dump's, <c>first.sqlite.sql</c> is <c>.dump</c>'s. They are
/// never rewritten: a release adds its own.
/// </summary>
internal static class ReleasedDatabase
{
    /// <summary>The migration that the first release had.</summary>
    public const string FirstMigration = "Initial";

    /// <summary>The first release's, in which agency LEAD1 reported on task 1 within the last day with the idempotency key <c>first-release</c>.</summary>
    public static async Task<TestDatabase> CreateFirstAsync(DatabaseEngine engine)
    {
        var test = await TestDatabase.CreateEmptyAsync(engine);
        Directory.CreateDirectory(Path.GetDirectoryName(test.Options.SqliteFile)!);
        await test.ScalarAsync(await ReadAsync($"first.{engine.ToString().ToLowerInvariant()}.sql"));
        await test.ScalarAsync("UPDATE idempotency_keys SET created_at = "
            + (engine == DatabaseEngine.Postgres ? "now()" : $"{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000}"));
        return test;
    }

    /// <summary>What the first release answered to the query of <see cref="UpgradeTests"/>.</summary>
    public static async Task<string> ReadFirstAnswerAsync() => JsonNode.Parse(await ReadAsync("first.answer.json"))!.ToJsonString();

    private static async Task<string> ReadAsync(string name)
    {
        using var reader = new StreamReader(typeof(ReleasedDatabase).Assembly.GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync();
    }
}
