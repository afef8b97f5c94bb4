using System.Text.Json.Nodes;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>Runs a chapter's requests in order, and compares what it shows with what they are answered.</summary>
internal sealed class ChapterRun(DocumentChapter chapter, TestDatabase database, LiveServer server) : IDisposable
{
    private readonly EarlierResponses answers = new(chapter.Fences.Where(fence => fence.FileName is not null).ToDictionary(fence => fence.FileName!, fence => fence.Text));
    private readonly Shell shell = new(database, server);
    private SseClient? events;

    public async Task RunAsync()
    {
        for (var index = 0; index < chapter.Fences.Count; index++)
        {
            var fence = chapter.Fences[index];
            var next = index + 1 < chapter.Fences.Count ? chapter.Fences[index + 1] : null;
            if (fence.FileName is { } name)
            {
                shell.Write(name, fence.Text);
            }
            else if (fence.IsCommands)
            {
                AssertShown(fence, next, await shell.RunAsync(fence.Text));
            }
            else if (fence.IsOperation)
            {
                await SendAsync(fence, chapter.Fences.Skip(index + 1).TakeWhile(other => other.Info.StartsWith("json ", StringComparison.Ordinal)));
            }
            else if (fence.Info == "json event")
            {
                AssertFits(fence.Text, JsonNode.Parse((await events!.NextAsync()).GetProperty("data").GetRawText()), fence.Text);
            }
        }
    }

    public void Dispose() => events?.Dispose();

    private static void AssertShown(Fence commands, Fence? shown, string output)
    {
        if (shown is { Info: "text" })
        {
            Assert.True(Shown.Fits(shown.Text, output), $"{commands.Text}\nprinted\n{output}");
        }
        else if (shown is { Info: "json" })
        {
            AssertFits(shown.Text, JsonNode.Parse(output), commands.Text);
        }
    }

    private static void AssertFits(string shown, JsonNode? given, string request) =>
        Assert.True(Shown.Fits(JsonNode.Parse(shown), given), $"{request}\nwas answered\n{given}");

    private async Task SendAsync(Fence operation, IEnumerable<Fence> belonging)
    {
        var parts = belonging.ToDictionary(fence => fence.Info, fence => fence.Text);
        var token = TokenOf(operation.Text);
        var variables = answers.Fill(JsonNode.Parse(parts.GetValueOrDefault("json variables", "null")));
        if (operation.Text.Contains("\nsubscription", StringComparison.Ordinal))
        {
            events?.Dispose();
            events = await SseClient.OpenAsync(server.Http, token, operation.Text, variables);
            return;
        }

        using var response = await SseClient.SendAsync(server.Http, token, operation.Text, variables, accept: "application/json");
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        if (parts.TryGetValue("json errors", out var errors))
        {
            AssertFits(errors, answer["errors"], operation.Text);
            return;
        }

        Assert.True(answer["errors"] is null, $"{operation.Text}\nwas answered\n{answer}");
        if (parts.TryGetValue("json answer", out var data))
        {
            AssertFits(data, answer["data"], operation.Text);
        }
        else
        {
            AssertDone(answer["data"]!.AsObject(), operation.Text);
        }

        answers.Add(answer["data"]!);
    }

    // The first line is "# AGENCY for SCT".
    private string TokenOf(string document) => document.Split('\n')[0].Split(' ') switch
    {
        ["#", var role] => server.Token(Enum.Parse<Role>(role, ignoreCase: true)),
        ["#", var role, "for", var agency] => server.Token(Enum.Parse<Role>(role, ignoreCase: true), agency),
        _ => throw new InvalidDataException($"{chapter.File}: the first line must name who sends it, as in \"# AGENCY for SCT\":\n{document}"),
    };

    private static void AssertDone(JsonObject data, string document)
    {
        foreach (var (_, payload) in data)
        {
            Assert.True((payload as JsonObject)?["errors"] is null, $"{document}\nwas refused\n{payload}");
        }
    }
}
