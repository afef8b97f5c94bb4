#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// A small client in C# without packages: ask, page, write, handle refusals, follow with resume, renew the token.
//
//   export KGPLANGRAPH_URL=http://localhost:5080/graphql
//   export KGPLANGRAPH_TOKEN=...                      # or TOKEN_ENDPOINT, CLIENT_ID and CLIENT_SECRET of your OpenID provider
//   dotnet run plan.cs -- overdue SKHDT 2022-07-01    # deadlines of an agency that were overdue on a day
//   dotnet run plan.cs -- report Task:KG-CN-2022/II.3.c 2022-05-20 IN_PROGRESS 60 "Đã xây dựng dự thảo."
//   dotnet run plan.cs -- follow cursor.txt           # prints changes; go on with the same file after an interruption;
//                                                     # with a number behind it, it ends after so many changes
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

const string Overdue = """
    query ($agency: String!, $day: LocalDate!, $after: String) @asOf(day: $day) {
      deadlines(first: 2, after: $after, where: { timeliness: { eq: OVERDUE }, task: { leadAgency: { code: { eq: $agency } } } }) {
        nodes { dueOn phrase task { label } }
        pageInfo { hasNextPage endCursor }
      }
    }
    """;

const string Report = """
    mutation ($input: SubmitProgressReportInput!) {
      submitProgressReport(input: $input) { progressReport { id status } errors { __typename ... on Error { message } } }
    }
    """;

try
{
    return await RunAsync();
}
catch (Exception refusal) when (refusal is RefusedException or FailedException)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}

async Task<int> RunAsync()
{
    using var plan = new Plan();
    switch (args)
    {
        case ["overdue", var agency, var day]:
            await foreach (var deadline in plan.PagesAsync(Overdue, new() { ["agency"] = agency, ["day"] = day }))
            {
                Console.WriteLine($"{deadline["dueOn"]} {deadline["task"]!["label"]} {deadline["phrase"]}");
            }

            return 0;
        case ["report", var task, var day, var status, var percent, var summary]:
            var done = await plan.DoAsync(Report, new()
            {
                ["taskId"] = task, ["reportedOn"] = day, ["taskStatus"] = status, ["percentComplete"] = int.Parse(percent, CultureInfo.InvariantCulture), ["summary"] = summary,
            });
            Console.WriteLine(done["progressReport"]!["status"]);
            return 0;
        case ["follow", var file, .. var most]:
            var from = File.Exists(file) ? await File.ReadAllTextAsync(file) : await plan.NewestAsync();
            Console.WriteLine("following");
            var number = 0;
            await foreach (var (change, after) in plan.FollowAsync(from))
            {
                Console.WriteLine(string.Join(' ', [change["kind"], change["subject"], change["subjectId"], .. change["changedFields"]!.AsArray()]));
                await File.WriteAllTextAsync(file + ".new", after);
                File.Move(file + ".new", file, overwrite: true);
                if (most is [var last] && ++number == int.Parse(last, CultureInfo.InvariantCulture))
                {
                    return 0;
                }
            }

            return 0;
        default:
            await Console.Error.WriteLineAsync("overdue AGENCY DAY | report TASK DAY STATUS PERCENT SUMMARY | follow FILE [NUMBER]");
            return 1;
    }
}

/// <summary>A refusal that the caller can act on: the payload's errors, each with its type.</summary>
internal sealed class RefusedException(JsonArray errors) : Exception(string.Join("; ", errors.Select(error => $"{error!["__typename"]}: {error["message"]}")));

/// <summary>The request is wrong, or the caller may not do it: the code of the first error.</summary>
internal sealed class FailedException(JsonNode answer) : Exception($"{answer["errors"]![0]!["extensions"]!["code"]}: {answer["errors"]![0]!["message"]}");

internal sealed class Plan : IDisposable
{
    private static readonly HttpStatusCode[] Busy = [HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable];

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Uri url = new(Setting("KGPLANGRAPH_URL"));
    private string? token = Environment.GetEnvironmentVariable("KGPLANGRAPH_TOKEN");
    private DateTimeOffset renewAt = Environment.GetEnvironmentVariable("TOKEN_ENDPOINT") is null ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue;

    public void Dispose() => http.Dispose();

    /// <summary>All nodes of a query with one connection that takes $after.</summary>
    public async IAsyncEnumerable<JsonNode> PagesAsync(string query, JsonObject variables)
    {
        bool isMore;
        do
        {
            var page = First(await AskAsync(query, variables));
            foreach (var node in page["nodes"]!.AsArray())
            {
                yield return node!;
            }

            isMore = (bool)page["pageInfo"]!["hasNextPage"]!;
            variables["after"] = (string?)page["pageInfo"]!["endCursor"];
        }
        while (isMore);
    }

    /// <summary>One mutation, sent under a key of its own: it is done once, however often it is sent.</summary>
    public async Task<JsonNode> DoAsync(string query, JsonObject fields)
    {
        fields["idempotencyKey"] = Guid.NewGuid().ToString();
        var payload = First(await AskAsync(query, new() { ["input"] = fields }));
        return payload["errors"] is JsonArray errors ? throw new RefusedException(errors) : payload;
    }

    /// <summary>The cursor behind everything that has happened.</summary>
    public async Task<string?> NewestAsync()
    {
        for (string? after = null; ;)
        {
            var answer = await AskAsync("query ($after: String) { changes(first: 100, after: $after) { pageInfo { hasNextPage endCursor } } }", new() { ["after"] = after });
            var page = First(answer)["pageInfo"]!;
            after = (string?)page["endCursor"] ?? after;
            if (!(bool)page["hasNextPage"]!)
            {
                return after;
            }
        }
    }

    /// <summary>Changes behind the cursor, each with the cursor to go on from; for ever, over lost connections and restarts of the server.</summary>
    public async IAsyncEnumerable<(JsonNode Change, string? After)> FollowAsync(string? after)
    {
        for (; ; await Task.Delay(TimeSpan.FromSeconds(1)))
        {
            await using var events = EventsAsync(after).GetAsyncEnumerator();
            while (await IsNextAsync(events))
            {
                var answer = JsonNode.Parse(events.Current.Data)!;
                if (answer["errors"] is not null)
                {
                    throw new FailedException(answer);
                }

                after = events.Current.EventId ?? after;
                yield return (answer["data"]!["onChange"]!, after);
            }
        }
    }

    // False where the connection was lost: again behind the cursor.
    private static async Task<bool> IsNextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException or HttpRequestException { StatusCode: null or (HttpStatusCode)429 or >= (HttpStatusCode)502 })
        {
            return false;
        }
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(string? after)
    {
        const string Subscription = "subscription ($after: String) { onChange(after: $after) { kind subject subjectId changedFields } }";
        using var response = await OpenAsync(Subscription, new() { ["after"] = after }, "text/event-stream");
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            throw new FailedException((await response.Content.ReadFromJsonAsync<JsonNode>())!);
        }

        // The server sends something at least every 15 seconds, but comments are no items: a lost line is noticed by TCP.
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            if (item.Data.Length > 0)
            {
                yield return item;
            }
        }
    }

    private async Task<JsonNode> AskAsync(string query, JsonObject variables)
    {
        using var response = await OpenAsync(query, variables, "application/graphql-response+json");
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        return answer["errors"] is null ? answer["data"]! : throw new FailedException(answer);
    }

    // Waits and sends the operation again where the server is busy, so give each mutation an idempotencyKey.
    private async Task<HttpResponseMessage> OpenAsync(string query, JsonObject variables, string accept)
    {
        var body = new JsonObject { ["query"] = query, ["variables"] = variables.DeepClone() }.ToJsonString();
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, null, "application/json") };
            request.Headers.Accept.ParseAdd(accept);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (!Busy.Contains(response.StatusCode) || attempt == 4)
            {
                return response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? response : response.EnsureSuccessStatusCode();
            }

            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
            response.Dispose();
        }
    }

    // A new one (client credentials) a minute before the old one ends.
    private async Task<string?> TokenAsync()
    {
        if (DateTimeOffset.UtcNow >= renewAt)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = Setting("CLIENT_ID"), ["client_secret"] = Setting("CLIENT_SECRET"),
            });
            using var response = await http.PostAsync(new Uri(Setting("TOKEN_ENDPOINT")), form);
            var given = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
            token = (string?)given["access_token"];
            renewAt = DateTimeOffset.UtcNow.AddSeconds((int)given["expires_in"]! - 60);
        }

        return token;
    }

    private static JsonNode First(JsonNode data) => data.AsObject().First().Value!;

    private static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
}
