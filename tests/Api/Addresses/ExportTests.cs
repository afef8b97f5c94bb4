using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Schema.Changes;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace KGPlanGraph.Tests.Api.Addresses;

/// <summary>Exports: everything that a caller may see, and what changed of it.</summary>
public sealed class ExportTests(AddressServers servers) : IClassFixture<AddressServers>
{
    private static readonly string[] Names =
        ["Agency", "Locality", "LegalDocument", "Plan", "PlanSection", "Task", "Deadline", "IndustrialZone", "IndustrialCluster", "InvestmentProject", "ProgressReport", "Amendment"];

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Export_has_every_object_as_GraphQL_answers_it(DatabaseEngine engine)
    {
        var export = await ReadAsync(servers[engine], "/export.jsonl", Role.Admin);
        Assert.Equal(Names, export.Counts.Select(count => count.Key));
        Assert.All(export.Counts, count => Assert.Equal(count.Value, export.Objects.Count(item => item.Value["type"]!.GetValue<string>() == count.Key)));
        Assert.Equal(37, export.Counts["Task"]);
        Assert.True(export.Counts["LegalDocument"] > 0 && export.Counts["InvestmentProject"] > 0 && export.Counts["Deadline"] > 0);

        var selections = await SelectionsAsync(servers[engine]);
        foreach (var chunk in export.Objects.Values.Chunk(50))
        {
            var answer = await servers[engine].DataAsync(
                "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename " + string.Concat(selections.Select(type => $" ... on {type.Key} {{ {type.Value} }}")) + " } }",
                new { ids = chunk.Select(item => item["id"]!.GetValue<string>()) }, Role.Admin);
            foreach (var (line, node) in chunk.Zip(answer.GetProperty("nodes").EnumerateArray()))
            {
                Assert.Equal(node.GetProperty("__typename").GetString(), line["type"]!.GetValue<string>());
                var expected = Plain(node);
                Assert.True(JsonNode.DeepEquals(expected, line["data"]), $"{expected.ToJsonString()}\n{line["data"]!.ToJsonString()}");
            }
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Cursor_goes_on_in_the_changes(DatabaseEngine engine)
    {
        var export = await ReadAsync(servers[engine], "/export.jsonl?types=Agency&types=Task,Deadline");
        Assert.Equal(["Agency", "Task", "Deadline"], export.Counts.Select(count => count.Key));
        var changes = await servers[engine].DataAsync("query ($after: String) { changes(after: $after) { nodes { id } } }", new { after = export.Cursor });
        Assert.Equal(0, changes.GetProperty("changes").GetProperty("nodes").GetArrayLength());
        var rest = await ReadAsync(servers[engine], "/export.jsonl?after=" + export.Cursor);
        Assert.Empty(rest.Objects);
        Assert.Equal(export.Cursor, rest.Cursor);
        var first = await servers[engine].DataAsync("{ changes(first: 1) { pageInfo { endCursor } } }");
        var all = await ReadAsync(servers[engine], "/export.jsonl?after=" + first.GetProperty("changes").GetProperty("pageInfo").GetProperty("endCursor").GetString());
        Assert.Equal(37, all.Counts["Task"]);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Copy_with_what_changed_is_the_next_export_for_every_role(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var writer = database.Services.GetRequiredService<PlanWriter>();
        await SamplePlan.WriteAsync(writer, PlanStatus.InForce);
        await using var server = new PlanServer(database);
        await DraftAsync(writer);
        (Role Role, string? Agency)[] callers = [(Role.Reader, null), (Role.Agency, "A"), (Role.Agency, "B"), (Role.Coordinator, null), (Role.Approver, null), (Role.Admin, null)];
        var copies = new Dictionary<(Role, string?), Exported>();
        foreach (var caller in callers)
        {
            copies[caller] = await ReadAsync(server, "/export.jsonl", caller.Role, caller.Agency);
        }

        Assert.DoesNotContain(copies[(Role.Reader, null)].Objects.Values, item => item["data"]?["code"]?.GetValue<string>() == "D");
        Assert.Contains(copies[(Role.Coordinator, null)].Objects.Values, item => item["data"]?["code"]?.GetValue<string>() == "D");
        for (var round = 0; round < 3; round++)
        {
            await FeedWriters.RunAsync(writer, round + 100, 12, await TasksAsync(database));
            await ReportAsync(writer, round);
            if (round == 1)
            {
                await ReleaseAsync(writer);
            }

            foreach (var caller in callers)
            {
                var copy = copies[caller];
                var changed = await ReadAsync(server, "/export.jsonl?after=" + copy.Cursor, caller.Role, caller.Agency);
                foreach (var (id, line) in changed.Objects)
                {
                    if (line["deleted"] is null)
                    {
                        copy.Objects[id] = line;
                    }
                    else
                    {
                        copy.Objects.Remove(id);
                    }
                }

                var whole = await ReadAsync(server, "/export.jsonl", caller.Role, caller.Agency);
                Assert.Equal(Texts(whole), Texts(copy));
                Assert.True(round != 1 || whole.Objects.Values.Any(item => item["data"]?["code"]?.GetValue<string>() == "D"));
                copies[caller] = copy with { Cursor = whole.Cursor };
            }
        }
    }

    [Theory]
    [InlineData(Role.Reader, 200)]
    [InlineData(Role.None, 401)]
    [InlineData(Role.Agency, 200)]
    public async Task Rights_are_part_of_the_export(Role role, int status)
    {
        using var response = await servers.SendAsync(DatabaseEngine.Sqlite, "/export.jsonl?types=ProgressReport", role);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? "application/jsonl" : "application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("?types=Nothing", "types")]
    [InlineData("?types=", "types")]
    [InlineData("?types=Task,", "types")]
    [InlineData("?types=task", "types")]
    [InlineData("?after=", "after")]
    [InlineData("?after=AAAA", "after")]
    [InlineData("?after=%00%FF", "after")]
    [InlineData("?before=x", "before")]
    [InlineData("?format=csv", "format")]
    public async Task Wrong_parameter_is_named(string query, string parameter)
    {
        using var response = await servers.SendAsync(DatabaseEngine.Sqlite, "/export.jsonl" + query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.True(problem.TryGetProperty("code", out _) && problem.TryGetProperty("traceId", out _));
    }

    [Fact]
    public async Task Cursor_of_another_list_is_refused()
    {
        var tasks = await servers.JsonAsync(DatabaseEngine.Sqlite, "/api/v1/plans/KG-CN-2022/tasks?first=1");
        using var response = await servers.SendAsync(DatabaseEngine.Sqlite, "/export.jsonl?after=" + tasks.GetProperty("pageInfo").GetProperty("endCursor").GetString());
        Assert.Contains("HC0078", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hash_is_of_the_plain_bytes_and_head_and_tag_are_as_for_other_answers()
    {
        using var compressed = await servers.SendAsync(DatabaseEngine.Sqlite, "/export.jsonl", headers: ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", compressed.Content.Headers.ContentEncoding.Single());
        await using var gzip = new GZipStream(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var text = new StreamReader(gzip);
        Check(await text.ReadToEndAsync());
        var tag = compressed.Headers.ETag!.ToString();
        using var unchanged = await servers.SendAsync(DatabaseEngine.Sqlite, "/export.jsonl", headers: ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var head = await servers.SendAsync(DatabaseEngine.Sqlite, "/export.jsonl", method: HttpMethod.Head);
        Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
        using var post = await servers.SendAsync(DatabaseEngine.Sqlite, "/export.jsonl", method: HttpMethod.Post);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (post.StatusCode, string.Join(", ", post.Content.Headers.Allow)));
    }

    [Fact]
    public async Task Export_is_charged_when_it_has_ended()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = new PlanServer(database, new Dictionary<string, string> { ["GraphQL:CostPerMinute"] = "120" });
        Assert.True((await ReadAsync(server, "/export.jsonl")).Objects.Count > 120);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/export.jsonl");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Reader));
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    // What holds the reading up is a lock that somebody else has; the snapshot must not wait for it longer than the bound.
    [Fact]
    public async Task Snapshot_is_given_up_after_fifteen_seconds()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Postgres);
        await using var server = new PlanServer(database, clock: clock);
        await using var other = new NpgsqlConnection(database.Options.ConnectionString);
        await other.OpenAsync();
        await using var holding = await other.BeginTransactionAsync();
        await ExecuteAsync(other, "LOCK TABLE deadlines IN ACCESS EXCLUSIVE MODE");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/export.jsonl");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Reader));
        var exporting = server.Http.SendAsync(request);
        while (await CountAsync(other, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0)
        {
            await ExecuteAsync(other, "SELECT pg_sleep(0.05)");
        }

        clock.Advance(TimeSpan.FromSeconds(14));
        Assert.False(exporting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var response = await exporting;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("HC0045", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(
            other, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND wait_event_type = 'Lock'"));
    }

    private static async Task<Exported> ReadAsync(PlanServer server, string path, Role role = Role.Reader, string? agency = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(role, agency));
        using var response = await server.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return Check(text);
    }

    private static Exported Check(string text)
    {
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        var lines = text.TrimEnd('\n').Split('\n');
        var end = JsonNode.Parse(lines[^1])!;
        Assert.True(end["end"]!.GetValue<bool>());
        Assert.Equal(lines.Length - 1, end["lines"]!.GetValue<int>());
        var before = text[..(text.TrimEnd('\n').LastIndexOf('\n') + 1)];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(before))), end["sha256"]!.GetValue<string>());
        var manifest = JsonNode.Parse(lines[0])!["manifest"]!;
        Assert.True(manifest["sequence"]!.GetValue<long>() > 0);
        Assert.NotNull(manifest["takenAt"]);
        var objects = lines[1..^1].Select(line => JsonNode.Parse(line)!).ToDictionary(line => line["id"]!.GetValue<string>(), StringComparer.Ordinal);
        var counts = manifest["counts"]!.AsObject().ToDictionary(count => count.Key, count => count.Value!.GetValue<long>());
        Assert.Equal(objects.Count, counts.Values.Sum());
        return new Exported(manifest["cursor"]!.GetValue<string>(), counts, objects);
    }

    private static List<string> Texts(Exported export) => [.. export.Objects.Values.Select(item => item.ToJsonString()).Order(StringComparer.Ordinal)];

    // From introspection: all that does not depend on the day or the caller, and no connection.
    private static async Task<Dictionary<string, string>> SelectionsAsync(PlanServer server)
    {
        const string Wrapped = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
        var schema = await server.DataAsync($$"""{ __schema { types { kind name fields { name args { name } type { {{Wrapped}} } } } } }""", null, Role.Admin);
        var types = schema.GetProperty("__schema").GetProperty("types").EnumerateArray().ToDictionary(type => type.GetProperty("name").GetString()!);
        return Names.ToDictionary(name => name, name => Selection(types, name, name + "_"));
    }

    private static string Selection(Dictionary<string, JsonElement> types, string name, string prefix)
    {
        var text = new StringBuilder();
        foreach (var field in types[name].GetProperty("fields").EnumerateArray())
        {
            var type = field.GetProperty("type");
            while (type.TryGetProperty("ofType", out var inner) && inner.ValueKind == JsonValueKind.Object)
            {
                type = inner;
            }

            var (kind, named) = (type.GetProperty("kind").GetString(), type.GetProperty("name").GetString()!);
            if (field.GetProperty("args").GetArrayLength() > 0 || named.EndsWith("Permissions", StringComparison.Ordinal))
            {
                continue;
            }

            // Names of their own: fields of several types that differ cannot share one.
            text.Append(' ').Append(prefix).Append(field.GetProperty("name").GetString()).Append(": ").Append(field.GetProperty("name").GetString());
            if (kind is not ("SCALAR" or "ENUM"))
            {
                text.Append(" { ").Append(types[named].GetProperty("fields").EnumerateArray().Any(inner => inner.GetProperty("name").GetString() == "id")
                    ? "id" : Selection(types, named, "_")).Append(" }");
            }
        }

        return text.ToString();
    }

    // {"Task_plan":{"id":"x"}} becomes {"plan":"x"}.
    private static JsonNode Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().ToList() is [{ Name: "id" } id] => JsonNode.Parse(id.Value.GetRawText())!,
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Where(member => member.Name != "__typename")
            .Select(member => KeyValuePair.Create(member.Name[(member.Name.IndexOf('_', StringComparison.Ordinal) + 1)..], member.Value.ValueKind == JsonValueKind.Null ? null : Plain(member.Value))!)),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Plain)]),
        _ => JsonNode.Parse(value.GetRawText())!,
    };

    private static async Task<IReadOnlyList<long>> TasksAsync(TestDatabase database)
    {
        await using var context = database.Database.CreateContext();
        return await context.Tasks.Where(task => task.DraftPlanId == null).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
    }

    private static Task<long> DraftAsync(PlanWriter writer) => writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
    {
        var agency = await context.Agencies.SingleAsync(row => row.Code == "A", cancellationToken);
        var item = new InvestmentItem { Kind = InvestmentItemKind.IndustrialZone, Code = "KCN-1", Name = "Khu công nghiệp", ManagingAgency = agency };
        var plan = new Plan { Code = "D", Title = "Dự thảo", Year = 2023, Status = PlanStatus.Draft, Issuer = agency };
        var section = new PlanSection { Plan = plan, Label = "I", Heading = "Mục đích", Position = 1 };
        var inner = new PlanSection { Plan = plan, Parent = section, Label = "I.1", Heading = "Yêu cầu", Position = 2 };
        var task = new PlanTask { Plan = plan, Section = inner, Label = "I.1.a", Title = "Việc", Content = "Nội dung" };
        task.InvestmentItems.Add(new TaskInvestmentItem { Item = item, Position = 1 });
        context.AddRange(item, task);
        await context.SaveChangesAsync(cancellationToken);
        foreach (var draft in new IDraftable[] { plan, section, inner, task })
        {
            draft.DraftPlanId = plan.Id;
        }

        return WriteOutcome.Keep(plan.Id);
    });

    private static Task<int> ReleaseAsync(PlanWriter writer) => writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
    {
        var plan = await context.Plans.SingleAsync(row => row.Code == "D", cancellationToken);
        plan.Status = PlanStatus.InForce;
        await DraftRelease.ReleaseAsync(context, plan, cancellationToken);
        return WriteOutcome.Keep(0);
    });

    // A report that is accepted a round later, and a lead that moves.
    private static Task<int> ReportAsync(PlanWriter writer, int round) => writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
    {
        foreach (var waiting in await context.ProgressReports.Where(row => row.Status == ProgressReportStatus.Submitted).ToListAsync(cancellationToken))
        {
            (waiting.Status, waiting.ReviewedAt, waiting.ReviewedBy) = (ProgressReportStatus.Accepted, DateTimeOffset.UnixEpoch.AddYears(52), "reviewer");
        }

        var task = await context.Tasks.SingleAsync(row => row.Label == "I.1.b", cancellationToken);
        var agencies = await context.Agencies.Where(row => row.Code == "A" || row.Code == "B").OrderBy(row => row.Code).ToListAsync(cancellationToken);
        context.Add(new ProgressReport { Task = task, Agency = agencies[round % 2], ReportedOn = new DateOnly(2022, 3, 1 + round), Summary = $"Báo cáo {round}", SubmittedBy = "x", SubmittedAt = DateTimeOffset.UnixEpoch.AddYears(52) });
        context.Add(new ProgressReport { Task = task, Agency = agencies[round % 2], ReportedOn = new DateOnly(2022, 3, 1 + round), Summary = $"Trả lại {round}", Status = ProgressReportStatus.Returned, ReviewNote = "Bổ sung", ReviewedBy = "y", ReviewedAt = DateTimeOffset.UnixEpoch.AddYears(52), SubmittedBy = "x", SubmittedAt = DateTimeOffset.UnixEpoch.AddYears(52) });
        task.LeadAgencyId = agencies[(round + 1) % 2].Id;
        return WriteOutcome.Keep(0);
    });

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Exported(string Cursor, Dictionary<string, long> Counts, Dictionary<string, JsonNode> Objects);
}
