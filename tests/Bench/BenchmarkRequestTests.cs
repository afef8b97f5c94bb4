using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Bench;

/// <summary>A benchmark whose requests are refused tells nothing, and is seldom run: the schema must not change below it unnoticed.</summary>
public sealed class BenchmarkRequestTests
{
    private static readonly Dictionary<string, string> Shapes = ReadShapes();

    [Theory]
    [MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Every_plausible_read_is_answered(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        Assert.InRange(Shapes.Count, 60, 200);
        foreach (var (name, query) in Shapes)
        {
            var answer = await server.AskAsync(query);
            Assert.False(answer.TryGetProperty("errors", out _), $"{name}: {answer}");
        }
    }

    [Theory]
    [InlineData("submit", "AGENCY", """{"taskId":"VGFzazow","reportedOn":"2026-01-01","taskStatus":"IN_PROGRESS","percentComplete":1,"summary":"a"}""", "TaskNotFoundError")]
    [InlineData("submit-many", "AGENCY", """{"reports":[]}""", "ValidationError")]
    [InlineData("accept", "COORDINATOR", """{"progressReportId":"UHJvZ3Jlc3NSZXBvcnQ6MA==","expectedVersion":1}""", "ProgressReportNotFoundError")]
    [InlineData("item", "COORDINATOR", """{"investmentProjectId":"SW52ZXN0bWVudFByb2plY3Q6MA==","expectedVersion":1,"areaHectares":1.5,"capitalVnd":1}""", "InvestmentItemNotFoundError")]
    public async Task Every_write_is_understood(string name, string role, string input, string refusal)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = new PlanServer(database);
        var document = await File.ReadAllTextAsync(Repository.Path($"bench/requests/writes/{name}.graphql"));
        var data = await server.DataAsync(document, new { input = JsonDocument.Parse(input).RootElement }, Enum.Parse<Role>(role, ignoreCase: true));
        Assert.Equal(refusal, data.EnumerateObject().Single().Value.GetProperty("errors")[0].GetProperty("__typename").GetString());
    }

    // As bench/steps/shapes.sh reads the file, but for the fields of the nodes.
    private static Dictionary<string, string> ReadShapes() => File.ReadAllLines(Repository.Path("bench/requests/shapes.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .SelectMany(parts => Queries(parts[0], parts[2]).Select((query, index) => (Name: $"{parts[0]} {parts[1]} {index}", Query: query)))
        .ToDictionary(shape => shape.Name, shape => shape.Query);

    private static string[] Queries(string kind, string text)
    {
        text = text.Replace("%lead%", "SCT", StringComparison.Ordinal).Replace("%other%", "SNV", StringComparison.Ordinal)
            .Replace("%plan%", "KG-CN-2022", StringComparison.Ordinal).Replace("%task%", "VGFzazox", StringComparison.Ordinal);
        return kind switch
        {
            "page" => [$"{{ {text} {{ nodes {{ id }} }} }}"],
            "both" => [$"{{ {text} {{ nodes {{ id }} }} }}", $"{{ {text} {{ totalCount }} }}"],
            "statistics" => [$"{{ {text} {{ total notStarted inProgress completed overdue dueSoon completedLate averagePercentComplete }} }}"],
            "nested" => [text],
            _ => throw new InvalidDataException($"No kind of read is called {kind}."),
        };
    }
}
