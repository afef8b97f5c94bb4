using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Guide;

/// <summary>Runs what docs/guide.md shows.</summary>
public sealed class GuideTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_year_with_the_plan_goes_as_the_guide_says(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        var chapter = GuideChapter.Read("A year with the plan");
        var answers = new GuideAnswers(chapter.Files);

        Assert.NotEmpty(chapter.Steps);
        foreach (var step in chapter.Steps)
        {
            var data = await server.DataAsync(step.Document, answers.Fill(step.Variables), step.Role, step.Agency);
            var answer = JsonNode.Parse(data.GetRawText())!;
            if (step.Answer is null)
                AssertDone(data, step.Document);
            else
                Assert.True(JsonNode.DeepEquals(step.Answer, answer), $"{step.Document}\nwas answered\n{answer}");
            answers.Add(answer);
        }
    }

    private static void AssertDone(JsonElement data, string document)
    {
        foreach (var field in data.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Object && field.Value.TryGetProperty("errors", out var errors))
                Assert.True(errors.ValueKind == JsonValueKind.Null, $"{document}\nwas refused\n{errors}");
        }
    }
}
