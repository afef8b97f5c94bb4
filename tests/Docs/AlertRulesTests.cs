using System.Text.Json;
using System.Text.RegularExpressions;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>The alerts and the dashboard of deploy speak of what docs/monitoring.md explains.</summary>
public sealed partial class AlertRulesTests
{
    [Fact]
    public void Each_expression_of_the_document_is_a_rule()
    {
        var rules = File.ReadLines(Repository.Path("deploy/prometheus-rules.yml")).Where(line => line.Contains(" expr: ", StringComparison.Ordinal))
            .Select(line => line.Split(" expr: ")[1].Replace("{job=\"kgplangraph\"}", "", StringComparison.Ordinal));
        var explained = File.ReadLines(Repository.Path("docs/monitoring.md")).SkipWhile(line => line != "| alert | expression |").Skip(2)
            .TakeWhile(line => line.StartsWith('|')).SelectMany(line => Expression().Matches(line.Split('|', 3)[2]).Select(match => match.Groups[1].Value));
        Assert.Equal(explained.Order(StringComparer.Ordinal), rules.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_metric_of_the_dashboard_is_one_of_the_document()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Repository.Path("deploy/grafana-dashboard.json")));
        var expressions = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!);
        var used = expressions.SelectMany(expression => Metric().Matches(expression)).Select(match => match.Value.Replace("_bucket", "", StringComparison.Ordinal)).ToHashSet();
        var explained = File.ReadLines(Repository.Path("docs/monitoring.md")).SkipWhile(line => line != "| metric | labels | meaning |").Skip(2)
            .TakeWhile(line => line.StartsWith('|')).SelectMany(line => Expression().Matches(line.Split('|', 3)[1]).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.True(used.Count > 10);
        // "dotnet_process_…" stands for a family.
        Assert.All(used, metric => Assert.True(explained.Any(name => name == metric || (name.EndsWith('…') && metric.StartsWith(name[..^1], StringComparison.Ordinal))), metric));
    }

    // The names of metrics, not of labels: a parenthesis, a space or the beginning stands before, and a selector behind.
    [GeneratedRegex(@"\b\w+(?=\{)")]
    private static partial Regex Metric();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Expression();
}
