using KGPlanGraph.Consumer;

if (args is not [var address, var file, .. var rest] || rest is not ([] or ["--once"])
    || Environment.GetEnvironmentVariable("KGPLANGRAPH_TOKEN") is not { Length: > 0 } token)
{
    await Console.Error.WriteLineAsync("usage: KGPLANGRAPH_TOKEN=… consumer http://host FILE [--once]");
    return 2;
}

using var copy = new Copy(file);
using var server = new PlanServer(new Uri(address.EndsWith('/') ? address : address + "/"), token);
return await new Follower(server, copy).RunAsync(once: rest.Length > 0);
