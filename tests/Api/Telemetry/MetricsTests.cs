using System.Net.Http.Headers;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Tests.Schema.Mutations;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>The figures of <c>/metrics</c> count what happened.</summary>
public sealed class MetricsTests
{
    private const string OnChange = "subscription Listen { onChange { sequence } }";
    private const string Document = "**KẾ HOẠCH**\n\n**Phát triển công nghiệp tỉnh Kiên Giang năm 2023**\n\nỦy ban nhân dân tỉnh Kiên Giang ban hành Kế hoạch như sau:\n\n"
        + "**I. NỘI DUNG THỰC HIỆN**\n\n**1. Công tác quy hoạch**\n\n"
        + "a) Xây dựng Danh mục dự án. Giao Sở Vũ trụ chủ trì, phối hợp với Sở Công Thương thực hiện; **hoàn thành trong quý V/2023.**\n";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Requests_count_by_operation_kind_and_result(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = await LiveServer.StartAsync(database);
        var token = server.Token(Role.Reader);
        for (var number = 1; number <= 3; number++)
        {
            await server.Http.AskAsync(token, "query Some($n: Int!) { tasks(first: $n) { nodes { label } } }", new { n = number });
        }

        await server.Http.AskAsync(token, "{ plans { nodes { code } } }");
        await server.Http.AskAsync(token, "query Late { plans(first: 1000) { nodes { code } } }");
        await server.Http.AskAsync(token, "query Wrong { nothing }");
        await server.Http.AskAsync(token + "x", "{ plans { nodes { code } } }");

        var scrape = await Scrape.UntilAsync(
            server.Http, scrape => scrape.Value("kgplangraph_request_errors_total", ("code", "AUTH_NOT_AUTHENTICATED")) == 1);
        Assert.Equal(3, scrape.Value("kgplangraph_requests_total", ("operation", "Some"), ("kind", "query"), ("result", "ok")));
        Assert.Equal(1, scrape.Value("kgplangraph_requests_total", ("operation", "(unnamed)"), ("kind", "query"), ("result", "ok")));
        Assert.Equal(1, scrape.Value("kgplangraph_requests_total", ("operation", "(other)"), ("kind", "query"), ("result", "error")));
        Assert.Equal(1, scrape.Value("kgplangraph_requests_total", ("operation", "(none)"), ("kind", "none"), ("result", "error")));
        Assert.Equal(1, scrape.Value("kgplangraph_request_errors_total", ("code", "HC0051")));
        Assert.Equal(1, scrape.Value("kgplangraph_request_errors_total", ("code", "HC0009")));
        Assert.Equal(1, scrape.Value("kgplangraph_tokens_refused_total", ("reason", "Signature")));
        Assert.Equal(3, scrape.Value("kgplangraph_request_duration_seconds_count", ("operation", "Some"), ("kind", "query")));
        Assert.InRange(scrape.Value("kgplangraph_request_duration_seconds_sum", ("operation", "Some"))!.Value, 0.000001, 60);
        Assert.Equal(3, scrape.Value("kgplangraph_request_duration_seconds_bucket", ("operation", "Some"), ("le", "+Inf")));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Statements_rows_and_what_the_caches_saved_are_counted(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = await LiveServer.StartAsync(database, "--GraphQL:KeepAnswers=false");
        for (var number = 1; number <= 3; number++)
        {
            await server.Http.AskAsync(server.Token(Role.Reader), "query Some($n: Int!) { tasks(first: $n) { totalCount nodes { label deadlines { dueOn } } } }", new { n = number });
        }

        var scrape = await Scrape.OfAsync(server.Http);
        Assert.Equal(3, scrape.Value("kgplangraph_reads_total"));
        Assert.Equal(9, scrape.Value("kgplangraph_statements_total"));
        Assert.True(scrape.Value("kgplangraph_rows_total") >= 6, scrape.Text);
        Assert.Equal((2, 1), (Lookups("document", "hit"), Lookups("document", "miss")));
        Assert.Equal((2, 1), (Lookups("form", "hit"), Lookups("form", "miss")));
        Assert.Equal((0, 0), (Lookups("answer", "hit"), Lookups("answer", "miss")));
        Assert.Equal(1, scrape.Value("kgplangraph_document_kept"));

        double? Lookups(string cache, string outcome) => scrape.Value("kgplangraph_cache_lookups_total", ("cache", cache), ("outcome", outcome));
    }

    [Fact]
    public async Task Kept_answers_and_304s_are_counted()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        // The server tells of deadlines that have turned when it starts, and a commit between two requests would be one more read.
        await database.Services.GetRequiredService<DeadlineTurns>().TellAsync(VietnamDay.Today(TimeProvider.System));
        await using var server = await LiveServer.StartAsync(database);
        var tag = (await GetAsync(null)).Headers.ETag;
        await GetAsync(null);
        await GetAsync(null);
        await GetAsync(tag);

        var scrape = await Scrape.UntilAsync(server.Http, scrape => scrape.Value("kgplangraph_requests_unmodified_total") == 1);
        Assert.Equal(2, scrape.Value("kgplangraph_cache_lookups_total", ("cache", "answer"), ("outcome", "hit")));
        Assert.Equal(2, scrape.Value("kgplangraph_cache_lookups_total", ("cache", "answer"), ("outcome", "miss")));
        Assert.Equal(2, scrape.Value("kgplangraph_reads_total"));
        Assert.Equal(4, scrape.Value("kgplangraph_requests_total", ("operation", "Codes"), ("result", "ok")));

        async Task<HttpResponseMessage> GetAsync(EntityTagHeaderValue? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=query%20Codes%7Bplans%7Bnodes%7Bcode%7D%7D%7D");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Reader));
            if (known is not null)
            {
                request.Headers.IfNoneMatch.Add(known);
            }

            return await server.Http.SendAsync(request);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Mutations_count_by_name_and_outcome_and_the_change_number_goes_up(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = await LiveServer.StartAsync(database);
        var before = (await Scrape.OfAsync(server.Http)).Value("kgplangraph_change_newest");
        var input = new { code = "TTKC", name = "Trung tâm Khuyến công", kind = "OTHER" };
        for (var tries = 0; tries < 2; tries++)
        {
            await server.Http.AskAsync(server.Token(Role.Admin), MutationDocument.Of("createAgency", "agency { code }"), new { input });
        }

        await ImportAsync("DRY", dryRun: true, Document);
        await ImportAsync("WET", dryRun: false, Document);
        await ImportAsync("BAD", dryRun: false, "no plan at all");

        var scrape = await Scrape.OfAsync(server.Http);
        Assert.Equal(1, scrape.Value("kgplangraph_mutations_total", ("mutation", "createAgency"), ("outcome", "done")));
        Assert.Equal(1, scrape.Value("kgplangraph_mutations_total", ("mutation", "createAgency"), ("outcome", "CodeTakenError")));
        Assert.Equal(2, scrape.Value("kgplangraph_mutations_total", ("mutation", "importPlan"), ("outcome", "done")));
        Assert.True(scrape.Value("kgplangraph_change_newest") > before, scrape.Text);
        Assert.Equal(1, scrape.Value("kgplangraph_database_up"));
        Assert.Equal(1, scrape.Value("kgplangraph_imports_total", ("outcome", "dry_run")));
        Assert.Equal(1, scrape.Value("kgplangraph_imports_total", ("outcome", "stored")));
        Assert.Equal(1, scrape.Value("kgplangraph_imports_total", ("outcome", "unreadable")));
        Assert.True(scrape.Value("kgplangraph_import_warnings_total") >= 2, scrape.Text);
        Assert.Equal(3, scrape.Value("kgplangraph_import_duration_seconds_count"));

        Task ImportAsync(string code, bool dryRun, string document) => server.Http.AskAsync(
            server.Token(Role.Coordinator), MutationDocument.Of("importPlan", "dryRun"),
            new { input = new { code, document, dryRun, format = "MARKDOWN" } });
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Subscribers_count_by_transport_while_they_listen(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = await LiveServer.StartAsync(database);
        var admin = server.Token(Role.Admin);
        var socket = await SocketClient.InitAsync(server.Address, server.Token(Role.Reader));
        await socket.SubscribeAsync("1", OnChange);
        await Scrape.UntilAsync(server.Http, scrape => Of(scrape) == (0, 1) && scrape.Value("kgplangraph_websockets") == 1);
        using (var stream = await SseClient.OpenAsync(server.Http, server.Token(Role.Reader), OnChange))
        {
            await Scrape.UntilAsync(server.Http, scrape => Of(scrape) == (1, 1));
            await server.Http.AskAsync(admin, MutationDocument.Of("createAgency", "agency { code }"), new { input = new { code = "TTKC", name = "T", kind = "OTHER" } });
            await stream.NextAsync();
            await socket.NextAsync("1");
        }

        await socket.CloseAsync();
        await socket.DisposeAsync();
        var scrape = await Scrape.UntilAsync(server.Http, scrape => Of(scrape) == (0, 0)
            && scrape.Value("kgplangraph_websockets") == 0
            && scrape.Value("kgplangraph_requests_total", ("operation", "Listen"), ("kind", "subscription"), ("result", "ok")) == 2);
        Assert.Equal(1, scrape.Value("kgplangraph_events_sent_total", ("transport", "sse")));
        Assert.Equal(1, scrape.Value("kgplangraph_events_sent_total", ("transport", "websocket")));

        static (double? EventStreams, double? Sockets) Of(Scrape scrape) =>
            (scrape.Value("kgplangraph_subscribers", ("transport", "sse")), scrape.Value("kgplangraph_subscribers", ("transport", "websocket")));
    }

    [Fact]
    public async Task A_database_that_is_away_is_a_figure_and_no_fault()
    {
        var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Postgres);
        await using var server = await LiveServer.StartAsync(database);
        Assert.Equal(1, (await Scrape.OfAsync(server.Http)).Value("kgplangraph_database_up"));
        await database.DisposeAsync();

        Assert.Equal(0, (await Scrape.OfAsync(server.Http)).Value("kgplangraph_database_up"));
    }

    [Fact]
    public async Task The_pools_are_named_and_show_nothing_of_the_connection_string()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Postgres);
        await using var server = await LiveServer.StartAsync(database);
        await server.Http.AskAsync(server.Token(Role.Reader), "{ plans { nodes { code } } }");

        var scrape = await Scrape.OfAsync(server.Http);
        var pools = scrape.Series("db_client_connection_max").Select(labels => labels["db_client_connection_pool_name"]).ToList();
        Assert.Contains("reads", pools);
        Assert.Contains("writes", pools);
        Assert.DoesNotContain(database.PostgresName!, scrape.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_memory_and_processor_time_of_the_server_are_there()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);

        var scrape = await Scrape.OfAsync(server.Http);
        Assert.True(scrape.Value("dotnet_process_memory_working_set_bytes") > 0, scrape.Text);
        Assert.True(scrape.Value("dotnet_process_cpu_time_seconds_total") > 0, scrape.Text);
        Assert.Contains("service_name=\"KGPlanGraph\"", scrape.Text, StringComparison.Ordinal);
    }
}
