using KGPlanGraph.Consumer;

// An export is read for as long as it comes.
using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
if (args is not [var address, var file, .. var rest] || rest is not ([] or ["--once"]) || Tokens.FromEnvironment(http) is not { } tokens)
{
    await Console.Error.WriteLineAsync("usage: KGPLANGRAPH_TOKEN=… consumer http://host FILE [--once]");
    return 2;
}

http.BaseAddress = new Uri(address.EndsWith('/') ? address : address + "/");
using var copy = new Copy(file);
using var server = new PlanServer(http, tokens);
return await new Follower(server, copy).RunAsync(once: rest.Length > 0);
