using System.Text.RegularExpressions;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>deploy/prometheus-rules.yml has the alerts that docs/monitoring.md explains.</summary>
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

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Expression();
}
