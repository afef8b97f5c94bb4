using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Fuzz;

/// <summary>
/// Requests that nobody thought of, within and beyond what is valid, over some thousand tasks: none takes long, holds memory, answers too much, goes without
/// being charged, or finds a fault. Longer, and with another seed: <c>tests/fuzz SECONDS [SEED]</c>.
/// </summary>
[Collection(TimedCollection.Name)]
public sealed class FuzzTests
{
    private const int Copies = 80;
    private const long MaxHeld = 300 * 1024 * 1024;

    private static readonly double Seconds = Setting("KGPLANGRAPH_FUZZ_SECONDS", 7);
    private static readonly int Seed = (int)Setting("KGPLANGRAPH_FUZZ_SEED", 2022);

    // Two seconds of the database by their cost, at twice as many tasks; the rest is a busy machine.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    private static readonly Caller[] Callers =
    [
        new("reader", null, Role.Reader, null, null),
        new("agency", null, Role.Agency, "SCT", null),
        new("all", null, Role.Reader | Role.Coordinator | Role.Approver | Role.Admin, null, null),
        Caller.Anonymous,
    ];

    private static readonly HashSet<string> Codes = [.. typeof(ErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task No_request_does_harm(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await MultiplyAsync(database);
        await using var server = new PlanServer(database, new Dictionary<string, string> { ["GraphQL:ExecutionTimeout"] = "00:00:30" });
        var executor = server.Services.GetRequiredService<IGraphQLExecutor>();
        var limits = server.Services.GetRequiredService<GraphQLOptions>();
        var generator = new RequestGenerator(Seed);
        var held = GC.GetTotalMemory(true);
        var (answered, whole) = (0, 0);
        var clock = Stopwatch.StartNew();
        for (var number = 0; clock.Elapsed.TotalSeconds < Seconds; number++)
        {
            var request = generator.Next();
            var caller = Callers[number % Callers.Length];
            var told = $"seed {Seed}, number {number}, {engine}, {caller.Subject}: {request.Document} with {request.Variables}";
            var code = await SendAsync(executor, limits, request, caller, told);
            answered += !request.IsDamaged && code != ErrorCodes.InvalidRequest ? 1 : 0;
            whole += request.IsDamaged ? 0 : 1;
        }

        // Most of them reach what they are meant for.
        Assert.InRange((double)answered / whole, 0.5, 1);
        Assert.InRange(GC.GetTotalMemory(true) - held, long.MinValue, MaxHeld);
    }

    private static async Task<string?> SendAsync(IGraphQLExecutor executor, GraphQLOptions limits, FuzzRequest asked, Caller caller, string told)
    {
        using var patience = new CancellationTokenSource(limits.ExecutionTimeout);
        var request = new GraphQLRequest
        {
            Document = Encoding.UTF8.GetBytes(asked.Document),
            Variables = Encoding.UTF8.GetBytes(asked.Variables),
            Caller = caller,
        };
        var since = Stopwatch.GetTimestamp();
        GraphQLResponse response;
        try
        {
            response = await executor.ExecuteAsync(request, patience.Token);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(told, fault);
        }

        using (response)
        {
            var elapsed = Stopwatch.GetElapsedTime(since);
            Assert.True(elapsed < MaxTime, $"{elapsed.TotalSeconds} s: {told}");
            Assert.True(response.Body.Length <= limits.MaxResponseBytes, $"{response.Body.Length} bytes: {told}");
            Assert.True(response.ErrorCode is not ErrorCodes.UnexpectedFault, $"{Encoding.UTF8.GetString(response.Body.Span)}: {told}");
            Assert.True(response.ErrorCode is null || Codes.Contains(response.ErrorCode), $"{response.ErrorCode}: {told}");
            var usage = request.Usage;
            Assert.True(usage.Statements.Total <= elapsed, $"{usage.Statements.Total} of {elapsed}: {told}");
            Assert.True(usage.FieldCost <= limits.MaxFieldCost, $"cost {usage.FieldCost}: {told}");
            // Who made the database work has been charged for it.
            Assert.True(response.Summary is not { Statements: > 0 } || usage.Points > 1, $"{usage.Points} points: {told}");
            return response.ErrorCode;
        }
    }

    // As many plans as the country has provinces would take long to make: the first plan's tasks, again and again.
    private static async Task MultiplyAsync(TestDatabase database)
    {
        await using var connection = await database.Database.OpenWriteAsync();
        await RunAsync(connection, await CopyAsync(connection, "tasks", "t.label || '-' || n.i", "tasks t CROSS JOIN n", "label", "document_order", "label_order"));
        await RunAsync(connection, await CopyAsync(
            connection, "task_assignments", "c.id", "task_assignments t JOIN tasks o ON o.id = t.task_id CROSS JOIN n JOIN tasks c ON c.plan_id = o.plan_id AND c.label = o.label || '-' || n.i", "task_id"));
        await RunAsync(connection, await CopyAsync(
            connection, "deadlines", "c.id", "deadlines t JOIN tasks o ON o.id = t.task_id CROSS JOIN n JOIN tasks c ON c.plan_id = o.plan_id AND c.label = o.label || '-' || n.i", "task_id"));
        await RunAsync(connection, "ANALYZE");
    }

    private static async Task<string> CopyAsync(DbConnection connection, string table, string value, string from, params string[] changed)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} LIMIT 0";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).Where(name => name != "id").ToList();
        var values = columns.Select(column => column == changed[0] ? value : changed.Contains(column) ? $"t.{column} || '-' || n.i" : "t." + column);
        return string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Copies})
            INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {from}
            """);
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static double Setting(string name, double otherwise) =>
        double.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) ? given : otherwise;
}
