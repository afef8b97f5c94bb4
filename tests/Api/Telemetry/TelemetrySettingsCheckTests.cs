using KGPlanGraph.Api;
using KGPlanGraph.Api.Commands;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Telemetry;

public sealed class TelemetrySettingsCheckTests
{
    [Fact]
    public async Task A_collector_that_is_none_refuses_the_start_and_every_fault_is_told()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseEngine.Sqlite);
        var refused = Assert.Throws<CommandFailure>(() => Server.Build(
        [
            "--environment=Development", $"--contentRoot={database.Options.ContentRoot}",
            "--OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317", "--OTEL_EXPORTER_OTLP_PROTOCOL=kafka",
        ]));

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is \"collector:4317\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("OTEL_EXPORTER_OTLP_PROTOCOL is \"kafka\"", refused.Message, StringComparison.Ordinal);
    }
}
