using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KGPlanGraph.Tests.Support;

/// <summary>The token endpoint of an OpenID provider, for clients that ask with their own credentials.</summary>
internal sealed class TokenEndpoint : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<string> asked = [];

    private TokenEndpoint(WebApplication app) => this.app = app;

    public string Address => app.Urls.First() + "/token";

    /// <summary>What came, as "grant_type client_id client_secret".</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    /// <param name="answer">The response to the request of this number, from 1.</param>
    public static async Task<TokenEndpoint> StartAsync(Func<int, object> answer)
    {
        var endpoint = new TokenEndpoint(WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]).Build());
        endpoint.app.MapPost("/token", async context => await context.Response.WriteAsJsonAsync(answer(endpoint.Add(await context.Request.ReadFormAsync()))));
        await endpoint.app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private int Add(IFormCollection form)
    {
        lock (asked)
        {
            asked.Add($"{form["grant_type"]} {form["client_id"]} {form["client_secret"]}");
            return asked.Count;
        }
    }
}
