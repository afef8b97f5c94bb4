using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>docs/monitoring.md says what there is.</summary>
public sealed partial class MonitoringDocumentTests
{
    [Fact]
    public async Task Every_metric_of_the_service_is_explained_and_no_other()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        // What serves GraphQL is made with the first request.
        await server.Http.AskAsync(server.Token(Role.Reader), "{ __typename }");
        await using var socket = await SocketClient.InitAsync(server.Address, null);
        var figures = new HashSet<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == ServiceMeter.Name)
            {
                figures.Add(PrometheusName(instrument));
            }
        };
        listener.Start();

        var explained = Rows("| metric |").SelectMany(row => Figure().Matches(row.Split('|')[1]).Select(name => name.Value));
        Assert.Equal(figures.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
        var alerted = Rows("| alert |").SelectMany(row => Figure().Matches(row).Select(name => name.Value.Replace("_bucket", "", StringComparison.Ordinal)));
        Assert.Empty(alerted.Except(figures));
    }

    [Fact]
    public void Every_field_of_the_access_record_is_explained_and_no_other()
    {
        var fields = typeof(AccessLog).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()
            .SelectMany(line => Field().Matches(line.Message).Select(field => field.Groups[1].Value)).Distinct();
        var explained = Rows("| field |").SelectMany(row => Word().Matches(row.Split('|')[1]).Select(name => name.Groups[1].Value));
        Assert.Equal(fields.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    private static string PrometheusName(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>The rows of the table that begins with these words.</summary>
    private static IEnumerable<string> Rows(string head, [CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "monitoring.md"))
            .SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

    [GeneratedRegex("kgplangraph_[a-z_]+")]
    private static partial Regex Figure();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Word();
}
