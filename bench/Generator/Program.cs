using System.Diagnostics;
using KGPlanGraph.Bench.Generator;
using Npgsql;

if (!Settings.TryRead(args, out var settings))
{
    await Console.Error.WriteLineAsync(Settings.Usage);
    return 2;
}

var clock = Stopwatch.StartNew();
await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
var constraints = await Constraints.DropAsync(source);
await using (var tables = new Tables(source))
{
    await tables.OpenAsync();
    var country = new Country(tables);
    country.Write();
    new Plans(tables, country, settings).Write();
    await tables.CompleteAsync();
}

Console.Error.WriteLine($"rows written after {clock.Elapsed.TotalSeconds:F1} s");
await constraints.RestoreAsync();
await using (var analyze = source.CreateCommand("VACUUM ANALYZE"))
{
    analyze.CommandTimeout = 0;
    await analyze.ExecuteNonQueryAsync();
}

Console.Error.WriteLine($"{settings.Plans} plans, {settings.Tasks} tasks after {clock.Elapsed.TotalSeconds:F1} s");
return 0;
