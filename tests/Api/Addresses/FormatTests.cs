using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Api.Addresses;

/// <summary>Lists as sheets and lines: all rows of one snapshot, read back by readers that are not ours.</summary>
public sealed class FormatTests(AddressServers servers) : IClassFixture<AddressServers>
{
    private const string Tasks = "/api/v1/plans/KG-CN-2022/tasks";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Csv_has_a_column_for_each_leaf_and_all_rows(DatabaseEngine engine)
    {
        using var response = await servers.SendAsync(engine, Tasks + ".csv?asOf=2022-07-01");
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("plans-KG-CN-2022-tasks.csv", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = ReadCsv(Encoding.UTF8.GetString(bytes[3..]));
        var expected = await servers.JsonAsync(engine, Tasks + "?asOf=2022-07-01");
        Assert.Equal(
            ["id", "label", "title", "content", "deliverableKind", "expectedOutput", "status", "percentComplete", "timeliness", "plan.code", "section.label", "section.heading", "leadAgency.code"],
            rows[0][..13]);
        var nodes = expected.GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(expected.GetProperty("totalCount").GetInt32(), rows.Count - 1);
        foreach (var (node, row) in nodes.Zip(rows.Skip(1)))
        {
            Assert.Equal(node.GetProperty("label").GetString(), row[Array.IndexOf(rows[0], "label")]);
            Assert.Equal(node.GetProperty("content").GetString()!.TrimStart('-'), row[Array.IndexOf(rows[0], "content")].TrimStart('\'', '-'));
            Assert.Equal(node.GetProperty("percentComplete").GetRawText(), row[Array.IndexOf(rows[0], "percentComplete")]);
            Assert.Equal(
                string.Join("; ", node.GetProperty("coordinators").EnumerateArray().Select(agency => agency.GetProperty("code").GetString())),
                row[Array.IndexOf(rows[0], "coordinators.code")]);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Lines_are_the_nodes_of_all_pages(DatabaseEngine engine)
    {
        using var response = await servers.SendAsync(engine, "/api/v1/changes?format=jsonl");
        Assert.Equal("application/jsonl", response.Content.Headers.ContentType!.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        var lines = text.TrimEnd('\n').Split('\n');
        var all = new List<string>();
        var after = "";
        while (true)
        {
            var page = await servers.JsonAsync(engine, "/api/v1/changes" + after);
            all.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetRawText()));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }

            after = "?after=" + page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        Assert.True(all.Count > 100);
        Assert.Equal(all, lines);
        using var some = await servers.SendAsync(engine, "/api/v1/changes.jsonl?first=3");
        Assert.Equal(all.Take(3), (await some.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n'));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Workbook_has_numbers_and_days_a_frozen_header_and_a_filter(DatabaseEngine engine)
    {
        using var response = await servers.SendAsync(
            engine, "/api/v1/plans/KG-CN-2022/deadlines", headers: ("Accept", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        Assert.Equal("plans-KG-CN-2022-deadlines.xlsx", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        using var zip = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
        await using var part = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var sheet = XElement.Load(part);
        var main = sheet.Name.Namespace;
        Assert.Equal("frozen", (string)sheet.Descendants(main + "pane").Single().Attribute("state")!);
        var rows = sheet.Descendants(main + "row").Select(row => row.Elements(main + "c").ToDictionary(
            cell => new string([.. ((string)cell.Attribute("r")!).TakeWhile(char.IsLetter)]))).ToList();
        var names = rows[0].ToDictionary(cell => cell.Value.Value, cell => cell.Key);
        var nodes = (await servers.JsonAsync(engine, "/api/v1/plans/KG-CN-2022/deadlines")).GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(nodes.Count, rows.Count - 1);
        Assert.Equal($"A1:{names["daysRemaining"]}{rows.Count}", (string)sheet.Element(main + "autoFilter")!.Attribute("ref")!);
        foreach (var (node, row) in nodes.Zip(rows.Skip(1)))
        {
            var dueOn = DateTime.FromOADate(double.Parse(row[names["dueOn"]].Value, CultureInfo.InvariantCulture));
            Assert.Equal(node.GetProperty("dueOn").GetString(), dueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.Equal(node.GetProperty("daysRemaining").GetInt32(), int.Parse(row[names["daysRemaining"]].Value, CultureInfo.InvariantCulture));
            Assert.Equal(node.GetProperty("task").GetProperty("title").GetString(), row[names["task.title"]].Value);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task GraphQL_gives_the_formats_by_accept(DatabaseEngine engine)
    {
        using var response = await servers.GraphQLAsync(engine, "query Labels { tasks { nodes { label } } }", "text/csv");
        var rows = ReadCsv((await response.Content.ReadAsStringAsync()).TrimStart('\uFEFF'));
        var expected = await servers.JsonAsync(engine, Tasks);
        Assert.Equal(expected.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("label").GetString()).Prepend("label"), rows.Select(row => row[0]));
        using var edges = await servers.GraphQLAsync(engine, "{ tasks(first: 2) { edges { node { name: label } } } }", "application/x-ndjson");
        Assert.Equal("{\"name\":\"II.1.a\"}\n{\"name\":\"II.1.b\"}\n", await edges.Content.ReadAsStringAsync());
        using var fragments = await servers.GraphQLAsync(
            engine, "{ ...Root } fragment Root on Query { ... on Query { tasks(first: 2) { ...Page } } } fragment Page on TasksConnection { nodes { label } }", "application/jsonl");
        Assert.Equal("{\"label\":\"II.1.a\"}\n{\"label\":\"II.1.b\"}\n", await fragments.Content.ReadAsStringAsync());
        using var statistics = await servers.GraphQLAsync(engine, "{ taskStatistics(groupBy: [STATUS]) { status total } }", "text/csv");
        Assert.StartsWith("\uFEFFstatus,total\r\n", Encoding.UTF8.GetString(await statistics.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Sheets_are_read_by_programs_of_others(DatabaseEngine engine)
    {
        var folder = Directory.CreateTempSubdirectory("kgplangraph-test.").FullName;
        try
        {
            var (csv, xlsx) = (Path.Combine(folder, "tasks.csv"), Path.Combine(folder, "tasks.xlsx"));
            foreach (var file in (string[])[csv, xlsx])
            {
                using var response = await servers.SendAsync(engine, Tasks + Path.GetExtension(file) + "?asOf=2022-07-01");
                await File.WriteAllBytesAsync(file, await response.Content.ReadAsByteArrayAsync());
            }

            var nodes = (await servers.JsonAsync(engine, Tasks + "?asOf=2022-07-01")).GetProperty("nodes").EnumerateArray().ToList();
            var rows = JsonDocument.Parse(await NodeScript.RunAsync("sheets.mjs", csv)).RootElement.EnumerateArray().ToList();
            var book = JsonDocument.Parse(await NodeScript.RunAsync("sheets.mjs", xlsx)).RootElement;
            var cells = book.GetProperty("rows").EnumerateArray().ToList();
            Assert.Equal((nodes.Count + 1, nodes.Count + 1), (rows.Count, cells.Count));
            Assert.Equal((1, true, "tasks"), (book.GetProperty("frozen").GetInt32(), book.GetProperty("bold").GetBoolean(), book.GetProperty("sheets")[0].GetString()));
            Assert.StartsWith("A1:", book.GetProperty("filter").ToString(), StringComparison.Ordinal);
            var names = rows[0].EnumerateArray().Select(name => name.GetString()!).ToList();
            Assert.Equal(names, cells[0].EnumerateArray().Select(name => name.GetString()!));
            foreach (var (node, row, cell) in nodes.Zip(rows.Skip(1), cells.Skip(1)))
            {
                Assert.Equal(node.GetProperty("content").GetString(), cell[names.IndexOf("content")].GetString());
                Assert.Equal(node.GetProperty("content").GetString(), row[names.IndexOf("content")].GetString()!.TrimStart('\''));
                Assert.Equal(node.GetProperty("percentComplete").GetInt32(), cell[names.IndexOf("percentComplete")].GetInt32());
                Assert.Equal(node.GetProperty("hasOpenCoordination").GetBoolean(), cell[names.IndexOf("hasOpenCoordination")].GetBoolean());
                var updatedAt = DateTime.Parse(cell[names.IndexOf("updatedAt")].GetProperty("date").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
                Assert.Equal(node.GetProperty("updatedAt").GetDateTime(), updatedAt, TimeSpan.FromSeconds(1));
            }

            using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(xlsx, false);
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(fault => $"{fault.Path?.XPath} {fault.Description}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Rows_have_an_entity_tag_that_follows_the_data(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var writer = database.Services.GetRequiredService<PlanWriter>();
        await SamplePlan.WriteAsync(writer, PlanStatus.InForce);
        await using var server = new PlanServer(database);
        foreach (var (path, accept) in ((string, string)[])[("/api/v1/agencies.csv", "*/*"), ("/api/v1/agencies.xlsx", "*/*"), ("/api/v1/agencies?first=2", "application/jsonl")])
        {
            using var first = await AskAsync(server, path, accept);
            Assert.Contains("Accept", string.Join(',', first.Headers.Vary), StringComparison.Ordinal);
            using var again = await AskAsync(server, path, accept, first.Headers.ETag!.ToString());
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            using var other = await AskAsync(server, "/api/v1/plans.csv", "*/*", first.Headers.ETag!.ToString());
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            await Writing.RenameAsync(writer, "A", "Sở " + path);
            using var changed = await AskAsync(server, path, accept, first.Headers.ETag!.ToString());
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task All_pages_are_of_one_snapshot_and_too_many_rows_are_refused(DatabaseEngine engine)
    {
        const int Agencies = 3_000;
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var writer = database.Services.GetRequiredService<PlanWriter>();
        await writer.RunAsync(SamplePlan.Author, (context, _) =>
        {
            context.AddRange(Enumerable.Range(0, Agencies).Select(number => new Agency { Code = $"N{number:D6}", Name = "Sở 0", Kind = AgencyKind.ProvincialDepartment }));
            return Task.FromResult(WriteOutcome.Keep(0));
        });
        await using var server = new PlanServer(database);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            // The first and the last row always have one name.
            for (var round = 1; !stop.IsCancellationRequested; round++)
            {
                await writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
                {
                    foreach (var agency in await context.Agencies.Where(row => row.Code == "N000000" || row.Code == $"N{Agencies - 1:D6}").ToListAsync(cancellationToken))
                    {
                        agency.Name = $"Sở {round}";
                    }

                    return WriteOutcome.Keep(0);
                });
            }
        });
        for (var read = 0; read < 5; read++)
        {
            using var response = await AskAsync(server, "/api/v1/agencies.csv", "*/*");
            var rows = ReadCsv(await response.Content.ReadAsStringAsync());
            Assert.Equal(Agencies, rows.Count - 1);
            Assert.Equal(rows[1][2], rows[^1][2]);
            Assert.Equal(Enumerable.Range(0, Agencies).Select(number => $"N{number:D6}"), rows.Skip(1).Select(row => row[1]));
        }

        await stop.CancelAsync();
        await writing;
        await database.ScalarAsync(
            "INSERT INTO agencies (id, code, name, name_order, kind, aliases, folded, version, created_at, updated_at) WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 198000) "
            + "SELECT 1000000 + n, 'M' || n, name, name_order, kind, aliases, folded, version, created_at, updated_at FROM agencies, s WHERE code = 'N000001'");
        using var refused = await AskAsync(server, "/api/v1/agencies.csv", "*/*");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("HC0047", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var page = await AskAsync(server, "/api/v1/agencies.csv?first=3", "*/*");
        Assert.Equal(4, ReadCsv(await page.Content.ReadAsStringAsync()).Count);
    }

    [Theory]
    [InlineData("GET", "/api", 404)]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("POST", "/api/v1/nothing", 404)]
    [InlineData("GET", "/api/v2/plans", 404)]
    [InlineData("GET", "/api/v1/plans/KG-CN-2022/tasks/II.1.a/more", 404)]
    [InlineData("POST", "/api/v1/plans", 405)]
    [InlineData("DELETE", "/api/v1/plans/KG-CN-2022", 405)]
    [InlineData("PUT", "/api/v1/plans.csv", 405)]
    [InlineData("OPTIONS", "/api/v1/plans", 405)]
    [InlineData("POST", "/openapi.json", 405)]
    [InlineData("POST", "/export.jsonl", 405)]
    [InlineData("GET", "/import", 405)]
    public async Task What_is_no_address_is_a_problem(string method, string path, int status)
    {
        using var response = await servers.SendAsync(DatabaseEngine.Sqlite, path, method: new HttpMethod(method));
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.True(problem.TryGetProperty("code", out _) && problem.TryGetProperty("traceId", out _));
    }

    [Theory]
    [InlineData("{ planByCode(code: \"KG-CN-2022\") { code } }", 406)]
    [InlineData("{ tasks { nodes { label } } plans { nodes { code } } }", 406)]
    [InlineData("{ changes { nodes { before } } }", 403)]
    [InlineData("{ tasks(first: 101) { nodes { label } } }", 400)]
    [InlineData("{ tasks { nodes { lable } } }", 400)]
    [InlineData("{ tasks { nodes { label }", 400)]
    [InlineData("{ tasks { totalCount } }", 406)]
    [InlineData("mutation { closePlan(input: { planId: \"x\", expectedVersion: 1 }) { plan { id } } }", 406)]
    [InlineData("subscription { onChange { id } }", 406)]
    public async Task Query_that_cannot_be_rows_is_refused(string document, int status)
    {
        using var response = await servers.GraphQLAsync(DatabaseEngine.Sqlite, document, "text/csv");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains("\"code\":", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_that_cannot_be_rows_is_json_where_the_client_takes_it()
    {
        using var response = await servers.GraphQLAsync(DatabaseEngine.Sqlite, "{ me { roles } }", "text/csv, application/json;q=0.5");
        Assert.Equal("""{"data":{"me":{"roles":["READER"]}}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/html", 406)]
    [InlineData("text/*", 200)]
    [InlineData("*/*", 200)]
    public async Task Accept_decides_the_format(string accept, int status)
    {
        using var response = await servers.SendAsync(DatabaseEngine.Sqlite, "/api/v1/plans", headers: ("Accept", accept));
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\t@x", "'\t@x")]
    [InlineData("\u00A0＝x", "'\u00A0＝x")]
    [InlineData("\u200B－1", "'\u200B－1")]
    [InlineData("\rx", "'\rx")]
    [InlineData("- x", "'- x")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void Formula_is_made_harmless(string text, string expected) => Assert.Equal(expected, KGPlanGraph.Api.Rows.CsvRowWriter.Harmless(text));

    [Fact]
    public async Task Stream_is_compressed_where_the_client_takes_it_and_head_has_its_headers()
    {
        using var response = await servers.SendAsync(DatabaseEngine.Sqlite, Tasks + ".jsonl", headers: ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        using var plain = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(37, (await plain.ReadToEndAsync()).Count(character => character == '\n'));
        using var head = await servers.SendAsync(DatabaseEngine.Sqlite, Tasks + ".jsonl", method: HttpMethod.Head);
        Assert.Equal((HttpStatusCode.OK, "application/jsonl"), (head.StatusCode, head.Content.Headers.ContentType!.MediaType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_the_client_is_behind_is_kept_and_sent_in_order()
    {
        var bytes = new byte[SpooledBody.MaxInMemory + 3_000_000];
        new Random(1).NextBytes(bytes);
        using var spool = new SpooledBody();
        for (var start = 0; start < bytes.Length; start += 70_001)
        {
            // Nobody takes it yet, and nothing waits.
            spool.Write(bytes.AsSpan(start, Math.Min(70_001, bytes.Length - start)));
            await spool.HandOnAsync();
        }

        using var sent = new MemoryStream();
        var sending = spool.SendAsync(System.IO.Pipelines.PipeWriter.Create(sent), CancellationToken.None);
        spool.Complete(null);
        await sending;
        Assert.True(bytes.AsSpan().SequenceEqual(sent.ToArray()));

        using var broken = new SpooledBody();
        broken.Write(bytes.AsSpan());
        broken.Complete(new InvalidDataException("broken off"));
        await Assert.ThrowsAsync<InvalidDataException>(() => broken.SendAsync(System.IO.Pipelines.PipeWriter.Create(Stream.Null), CancellationToken.None));
    }

    private static async Task<HttpResponseMessage> AskAsync(PlanServer server, string path, string accept, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", server.Token(Role.Reader));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await server.Http.SendAsync(request);
    }

    internal static List<string[]> ReadCsv(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (quoted && character == '"' && index + 1 < text.Length && text[index + 1] == '"')
            {
                field.Append('"');
                index++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && character is ',' or '\r' && !quoted)
            {
                row.Add(field.ToString());
                field.Clear();
                if (character == '\r')
                {
                    Assert.Equal('\n', text[++index]);
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                field.Append(character);
            }
        }

        return rows;
    }
}
