using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Schema.Mutations;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>What is sent to a collector, where one is named; a real one's side of HTTP, on loopback.</summary>
public sealed class ExportTests
{
    private const string Parent = "00f067aa0ba902b7";
    private const string Query = "query Exported($n: Int!, $where: TaskFilterInput) { tasks(first: $n, where: $where) { nodes { label deadlines { dueOn } } } }";

    // The collector is told the rest when the server stops.
    private static readonly string[] Log = ["--Logging:LogLevel:KGPlanGraph.Access=Information"];

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Spans_lie_within_the_callers_trace_one_within_the_other(DatabaseEngine engine)
    {
        var trace = NewTrace();
        await using var collector = await Collector.StartAsync();
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using (var server = await LiveServer.StartAsync(database, collector.Settings(Log)))
        {
            await server.Http.AskAsync(server.Token(Role.Reader), Query, new { n = 3 }, $"00-{trace}-{Parent}-01");
            await server.StopAsync();
        }

        var spans = collector.Spans(trace);
        var http = Assert.Single(spans, span => span.ParentId == Parent);
        Assert.Equal(("POST /graphql", "/graphql"), (http.Name, http.Attributes["url.path"]));
        var operation = Assert.Single(spans, span => span.ParentId == http.Id);
        Assert.Equal("query Exported", operation.Name);
        Assert.Equal("Exported", operation.Attributes["graphql.operation.name"]);
        Assert.Equal("query", operation.Attributes["graphql.operation.type"]);
        Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Query))), operation.Attributes["graphql.document.hash"]);
        Assert.Equal("2", operation.Attributes["kgplangraph.statements"]);
        Assert.NotEqual("0", operation.Attributes["kgplangraph.cost.field"]);
        Assert.Equal(engine == DatabaseEngine.Postgres, spans.Any(span => span.ParentId == operation.Id && span.Attributes.ContainsKey("db.query.text")));
    }

    [Fact]
    public async Task Metrics_and_the_access_record_are_sent_under_the_services_name()
    {
        var trace = NewTrace();
        await using var collector = await Collector.StartAsync();
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using (var server = await LiveServer.StartAsync(database, collector.Settings(Log)))
        {
            await server.Http.AskAsync(server.Token(Role.Reader), Query, new { n = 3 }, $"00-{trace}-{Parent}-01");
            await server.StopAsync();
        }

        var metrics = collector.Of("metrics").SelectMany(export => export.All(1)).ToList();
        Assert.All(metrics, resource => Assert.Equal("KGPlanGraph", resource.All(1).Single().Attributes(1)["service.name"]));
        var names = metrics.SelectMany(resource => resource.All(2)).SelectMany(scope => scope.All(2)).Select(metric => metric.Text(1)).ToHashSet();
        string[] wanted = ["kgplangraph.requests", "kgplangraph.request.duration", "kgplangraph.statements", "kgplangraph.database.up", "kgplangraph.change.newest"];
        Assert.Empty(wanted.Except(names));
        var lines = collector.Of("logs").SelectMany(export => export.All(1)).SelectMany(resource => resource.All(2)).SelectMany(scope => scope.All(2));
        var line = Assert.Single(lines, line => Convert.ToHexStringLower(line.Bytes(9)) == trace);
        var fields = line.Attributes(6);
        Assert.Equal(("Exported", "READER", "OK", trace), (fields["Operation"], fields["Caller"], fields["Result"], fields["TraceId"]));
    }

    [Fact]
    public async Task The_environments_name_for_the_service_wins()
    {
        await using var collector = await Collector.StartAsync();
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using (var server = await LiveServer.StartAsync(database, collector.Settings("--OTEL_SERVICE_NAME=kg-north")))
        {
            await server.Http.AskAsync(server.Token(Role.Reader), Query, new { n = 1 });
            await server.StopAsync();
        }

        Assert.All(
            collector.Of("metrics").SelectMany(export => export.All(1)),
            resource => Assert.Equal("kg-north", resource.All(1).Single().Attributes(1)["service.name"]));
        Assert.NotEmpty(collector.Of("metrics"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task No_token_variable_or_value_is_sent(DatabaseEngine engine)
    {
        const string Secret = "Việc-không-ai-được-biết";
        await using var collector = await Collector.StartAsync();
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        string[] tokens;
        var settings = collector.Settings("--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Information");
        await using (var server = await LiveServer.StartAsync(database, settings))
        {
            tokens = [server.Token(Role.Reader), server.Token(Role.Admin), server.Token(Role.Admin) + "x"];
            await server.Http.AskAsync(tokens[0], Query, new { n = 7, where = new { title = new { eq = Secret } } });
            await server.Http.AskAsync(tokens[0], Query, new { n = Secret });
            for (var tries = 0; tries < 2; tries++)
            {
                await server.Http.AskAsync(
                    tokens[1], MutationDocument.Of("createAgency", "agency { name }"), new { input = new { code = "K", name = Secret, kind = "OTHER" } });
            }

            await server.Http.AskAsync(tokens[2], Query);
            var variables = JsonSerializer.Serialize(new { n = 7, where = new { title = new { eq = Secret } } });
            using var get = new HttpRequestMessage(
                HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Query)}&variables={Uri.EscapeDataString(variables)}");
            get.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[0]);
            using var answer = await server.Http.SendAsync(get);
            await server.StopAsync();
        }

        Assert.NotEmpty(collector.Of("traces"));
        Assert.NotEmpty(collector.Of("logs"));
        string[] texts = [.. tokens.SelectMany(token => token.Split('.')[1..]), Secret, Uri.EscapeDataString(Secret), "url.query"];
        var secrets = texts.Select(Encoding.UTF8.GetBytes).ToList();
        Assert.All(collector.Bodies, body => Assert.All(secrets, secret => Assert.True(body.AsSpan().IndexOf(secret) < 0, Encoding.UTF8.GetString(secret))));
    }

    [Fact]
    public async Task Without_a_collector_there_are_no_spans_and_nothing_is_sent()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        await server.Http.AskAsync(server.Token(Role.Reader), Query, new { n = 1 });

        // The tests of this class run one after the other, and no other has an exporter.
        using var service = new ActivitySource(ServiceMeter.Name);
        using var provider = new ActivitySource("Npgsql");
        Assert.False(service.HasListeners() || provider.HasListeners());
    }

    private static string NewTrace() => ActivityTraceId.CreateRandom().ToHexString();
}
