using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>A caller can invent names without number; the figures stay bounded.</summary>
public sealed class OperationSeriesTests
{
    private const string Requests = "kgplangraph_requests_total";
    private const int Invented = OperationSeries.MaxOthers + 150;

    [Fact]
    public async Task Invented_names_begin_no_series_beyond_the_bound_and_take_no_room_from_trusted_ones()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        var folder = Directory.CreateDirectory(Path.Combine(database.Options.ContentRoot, "trusted"));
        const string Trusted = "query Chosen { plans { nodes { code } } }";
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "chosen.graphql"), Trusted);
        await using var server = await LiveServer.StartAsync(database, $"--GraphQL:PersistedDocuments={folder.FullName}", "--GraphQL:CostPerMinute=0");
        var token = server.Token(Role.Reader);
        for (var number = 0; number < Invented; number++)
        {
            await server.Http.AskAsync(token, $"query Invented{number} {{ __typename }}");
        }

        await server.Http.AskAsync(token, $"query {new string('x', OperationSeries.MaxNameLength + 1)} {{ __typename }}");
        await server.Http.AskAsync(token, Trusted);

        var scrape = await Scrape.UntilAsync(server.Http, scrape => scrape.Value(Requests, ("operation", "Chosen")) == 1);
        var names = scrape.Series(Requests).Select(labels => labels["operation"]).ToList();
        Assert.Equal(OperationSeries.MaxOthers, names.Count(name => name.StartsWith("Invented", StringComparison.Ordinal)));
        Assert.Equal(Invented - OperationSeries.MaxOthers + 1, scrape.Value(Requests, ("operation", "(other)")));
        Assert.Equal(OperationSeries.MaxOthers + 2, scrape.Series("kgplangraph_request_duration_seconds_count").Count());
        // Npgsql's figures are the process's: the other tests' pools are among them, and too many.
        Assert.DoesNotContain(
            scrape.Text.Split('\n'), line => line.StartsWith("kgplangraph", StringComparison.Ordinal)
                && line.Contains("otel_metric_overflow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_no_token_begins_no_series()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        await server.Http.AskAsync(null, "query Nobodys { __typename }");

        var scrape = await Scrape.OfAsync(server.Http);
        Assert.DoesNotContain("Nobodys", scrape.Text, StringComparison.Ordinal);
        Assert.Equal(1, scrape.Value(Requests, ("operation", "(other)")));
    }
}
