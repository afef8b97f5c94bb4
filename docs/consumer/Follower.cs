using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KGPlanGraph.Consumer;

/// <summary>Makes the full copy, then keeps it in step. What it has done it has noted, so it can be ended at any moment.</summary>
internal sealed class Follower(PlanServer server, Copy copy)
{
    private const string Start = "start";
    private const string Feed = "feed";
    private const string Done = "done";

    // Vietnamese letters as they came.
    private static readonly JsonSerializerOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Runs for ever, or, with <paramref name="once"/>, until it has caught up.</summary>
    public async Task<int> RunAsync(bool once)
    {
        var pause = FirstPause;
        while (true)
        {
            try
            {
                if (copy.Find(Feed) is null)
                {
                    await CopyAllAsync();
                }

                pause = FirstPause;
                if (once)
                {
                    await CatchUpAsync();
                    return 0;
                }

                await FollowAsync();
            }
            catch (InvalidOperationException refusal)
            {
                await Console.Error.WriteLineAsync($"The server refuses: {refusal.Message}");
                return 1;
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"Trying again in {pause.TotalSeconds:0.#} s: {fault.Message}");
                await Task.Delay(pause);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    // The place among the changes first, then the lists: what changes meanwhile comes again.
    private async Task CopyAllAsync()
    {
        if (copy.Find(Start) is null)
        {
            copy.Write([], [], (Start, await FindNewestAsync() ?? ""));
        }

        foreach (var list in Selections.Lists)
        {
            while (copy.Find(list) is var after && after != Done)
            {
                var page = (await server.AskAsync(Selections.Page(list), new { after })).GetProperty(list);
                var next = HasNextPage(page) ? EndCursor(page)! : Done;
                copy.Write(page.GetProperty("nodes").EnumerateArray().SelectMany(WithCited), [], (list, next));
            }
        }

        copy.Write([], [], (Feed, copy.Find(Start)!));
    }

    // The cursor of the newest change: the changes are walked without being read.
    private async Task<string?> FindNewestAsync()
    {
        string? newest = null;
        bool hasMore;
        do
        {
            var page = (await server.AskAsync(Selections.Places, new { after = newest })).GetProperty("changes");
            newest = EndCursor(page) ?? newest;
            hasMore = HasNextPage(page);
        }
        while (hasMore);
        return newest;
    }

    private async Task CatchUpAsync()
    {
        bool hasMore;
        do
        {
            var after = copy.Find(Feed) is { Length: > 0 } cursor ? cursor : null;
            var page = (await server.AskAsync(Selections.Changes, new { after })).GetProperty("changes");
            // The object is as it is now, so of several changes of one object any will do; gone is what is gone now.
            var last = new Dictionary<string, JsonElement>();
            foreach (var change in page.GetProperty("nodes").EnumerateArray())
            {
                last[change.GetProperty("subjectId").GetString()!] = change.GetProperty("object");
            }

            copy.Write(
                last.Values.Where(item => item.ValueKind == JsonValueKind.Object),
                last.Where(item => item.Value.ValueKind == JsonValueKind.Null).Select(item => item.Key),
                (Feed, EndCursor(page) ?? after ?? ""));
            hasMore = HasNextPage(page);
        }
        while (hasMore);
    }

    // Listening begins before the last look, so that nothing can fall between the two.
    private async Task FollowAsync()
    {
        using var events = await server.ListenAsync();
        var line = events.ReadLineAsync();
        while (true)
        {
            await CatchUpAsync();
            try
            {
                while (await line.WaitAsync(LongestSilence) is { } text)
                {
                    line = events.ReadLineAsync();
                    if (text.StartsWith("event: next", StringComparison.Ordinal))
                    {
                        break;
                    }
                }
            }
            catch (TimeoutException)
            {
                // Nothing heard: have a look all the same.
                continue;
            }

            if (line.IsCompletedSuccessfully && await line is null)
            {
                return;
            }
        }
    }

    // An object with the documents that came with it, each by itself.
    private static IEnumerable<JsonElement> WithCited(JsonElement item)
    {
        if (!item.TryGetProperty("cited", out var cited))
        {
            return [item];
        }

        var alone = JsonObject.Create(item)!;
        alone.Remove("cited");
        return [.. cited.EnumerateArray(), JsonSerializer.SerializeToElement(alone, PlainText)];
    }

    private static bool HasNextPage(JsonElement page) => page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();

    private static string? EndCursor(JsonElement page) => page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
}
