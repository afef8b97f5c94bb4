using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Tests.Api.Addresses;

/// <summary>Streams whose reading fails when the client has the first bytes already: broken off, logged once with their cause, recorded and charged.</summary>
public sealed class BrokenStreamTests : IAsyncLifetime
{
    private const string Agencies = "{ agencies { nodes { code name } } }";
    private const int RowsBatches = 4;
    private const int ExportBatches = 20;

    private readonly RecordedLog log = new();
    private TestDatabase database = null!;
    private PlanServer server = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await database.ScalarAsync(
            "INSERT INTO agencies (id, code, name, name_order, kind, aliases, folded, version, created_at, updated_at) WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 12000) "
            + "SELECT 1000000 + n, 'M' || n, name, name_order, kind, aliases, folded, version, created_at, updated_at FROM agencies, s WHERE code = 'SCT'");
        server = new PlanServer(database, new Dictionary<string, string> { ["GraphQL:CostPerMinute"] = "100" });
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/v1/agencies.csv", RowsBatches)]
    [InlineData("/api/v1/agencies.jsonl", RowsBatches)]
    [InlineData("/graphql", RowsBatches)]
    [InlineData("/export.jsonl?types=Agency", ExportBatches)]
    public async Task Stream_that_fails_behind_its_first_bytes_is_broken_off_recorded_and_charged(string path, int batches)
    {
        var breaking = new TaskCompletionSource();
        await using var broken = Breaking(breaking.Task, batches);
        using var client = broken.CreateClient();

        using var response = await client.SendAsync(Request(path), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        breaking.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync());

        var record = await log.WaitForAsync("KGPlanGraph.Access: ");
        Assert.Contains("200 HC0008", record, StringComparison.Ordinal);
        var fault = Assert.Single(log.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
        Assert.Contains("the reading of the test broke", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("StatusCode", fault, StringComparison.Ordinal);
        using var next = await client.SendAsync(Request("/api/v1/plans"));
        Assert.Equal(HttpStatusCode.TooManyRequests, next.StatusCode);
    }

    [Fact]
    public async Task Export_whose_client_leaves_is_charged_and_recorded()
    {
        var breaking = new TaskCompletionSource();
        await using var broken = Breaking(breaking.Task, ExportBatches);
        using var client = broken.CreateClient();

        using (var response = await client.SendAsync(Request("/export.jsonl?types=Agency"), HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        breaking.SetResult();
        Assert.Contains("200 GONE", await log.WaitForAsync("KGPlanGraph.Access: "), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
        using var next = await client.SendAsync(Request("/api/v1/plans"));
        Assert.Equal(HttpStatusCode.TooManyRequests, next.StatusCode);
    }

    private HttpRequestMessage Request(string path)
    {
        var request = new HttpRequestMessage(path == "/graphql" ? HttpMethod.Post : HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Reader));
        if (path == "/graphql")
        {
            request.Content = new StringContent(JsonSerializer.Serialize(new { query = Agencies }), Encoding.UTF8, "application/json");
            request.Headers.TryAddWithoutValidation("Accept", "text/csv");
        }

        return request;
    }

    private WebApplicationFactory<Program> Breaking(Task when, int batches) => server.WithWebHostBuilder(builder =>
    {
        builder.UseSetting("Logging:LogLevel:Default", "Information");
        builder.ConfigureLogging(logging => logging.AddProvider(log));
        builder.ConfigureTestServices(services => services.AddSingleton<IReadStore>(
            provider => new BreakingStore(new SqliteReadStore(provider.GetRequiredService<IDatabase>()), when, batches)));
    });

    private sealed class BreakingStore(IReadStore inner, Task when, int batches) : IReadStore, IDisposable
    {
        public SqlDialect Dialect => inner.Dialect;

        public ValueTask<ReadBatch> ExecuteAsync(IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken) =>
            inner.ExecuteAsync(statements, afterOwnWrite, cancellationToken);

        public async ValueTask<ReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken) =>
            new BreakingSnapshot(await inner.OpenSnapshotAsync(cancellationToken), when, batches);

        public void Dispose() => (inner as IDisposable)?.Dispose();
    }

    private sealed class BreakingSnapshot(ReadSnapshot inner, Task when, int batches) : ReadSnapshot
    {
        private int begun;

        public override SqlDialect Dialect => inner.Dialect;

        public override async ValueTask<ReadBatch> ExecuteAsync(IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken)
        {
            if (++begun >= batches)
            {
                await when.WaitAsync(cancellationToken);
                throw new InvalidOperationException("the reading of the test broke");
            }

            return await inner.ExecuteAsync(statements, afterOwnWrite, cancellationToken);
        }

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
