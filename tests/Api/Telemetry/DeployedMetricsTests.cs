using System.Text.Json;
using System.Text.RegularExpressions;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>The alerts and the dashboard of deploy name metrics and labels that a server on PostgreSQL has. Those of the service itself: <see cref="MonitoringDocumentTests"/>.</summary>
public sealed partial class DeployedMetricsTests
{
    [Fact]
    public async Task Each_metric_of_a_library_in_rules_and_dashboard_is_in_the_answer_of_metrics()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Postgres);
        await using var server = await LiveServer.StartAsync(database);
        await server.Http.AskAsync(server.Token(Role.Reader), "{ agencies { nodes { code } } }");
        var text = await server.Http.GetStringAsync("/metrics");

        var used = Expressions().SelectMany(expression => Selector().Matches(expression)).ToList();
        Assert.Contains(used, match => match.Groups["name"].Value == "db_client_connection_max");
        Assert.All(used, match =>
        {
            var series = text.Split('\n').Where(line => line.StartsWith(match.Groups["name"].Value, StringComparison.Ordinal)).ToList();
            Assert.True(series.Count > 0, match.Value);
            Assert.All(Label().Matches(match.Groups["labels"].Value).Where(label => label.Groups[1].Value is not ("job" or "instance")),
                label => Assert.Contains(series, line => line.Contains($"{label.Groups[1].Value}=\"{label.Groups[2].Value}\"", StringComparison.Ordinal)));
        });
    }

    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Repository.Path("deploy/grafana-dashboard.json")));
        var shown = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!).ToList();
        return shown.Concat(File.ReadLines(Repository.Path("deploy/prometheus-rules.yml")).Where(line => line.Contains(" expr: ", StringComparison.Ordinal)).Select(line => line.Split(" expr: ")[1]));
    }

    // With its labels; "db_client_connection_pool_name" and the like are labels themselves.
    [GeneratedRegex(@"\b(?<name>db_client_connection_(?:count|max)|kestrel_\w+|dotnet_\w+)\b(?:\{(?<labels>[^}]*)\})?")]
    private static partial Regex Selector();

    [GeneratedRegex(@"(\w+)=""([^""]*)""")]
    private static partial Regex Label();
}
