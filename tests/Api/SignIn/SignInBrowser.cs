using System.Net;
using System.Net.Http.Json;

namespace KGPlanGraph.Tests.Api.SignIn;

/// <summary>As much of a browser as signing in takes: it keeps cookies, and goes where it is told to step by step.</summary>
internal sealed class SignInBrowser(Uri server) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>Whom it asks, of the servers behind one name: a balancer may choose another for each request.</summary>
    internal Uri Server { get; set; } = server;

    internal string CookieHeader
    {
        get => string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        set
        {
            cookies.Clear();
            foreach (var cookie in value.Split("; "))
            {
                cookies[cookie.Split('=', 2)[0]] = cookie.Split('=', 2)[1];
            }
        }
    }

    public void Dispose() => http.Dispose();

    internal async Task<Answer> SignInAsync(string user, string goOnAt = "/") => await GetAsync(await CallbackAsync(user, goOnAt));

    /// <summary>The address to which the provider sends the browser back.</summary>
    internal async Task<string> CallbackAsync(string user, string goOnAt = "/")
    {
        var start = await GetAsync("/sign-in?return=" + Uri.EscapeDataString(goOnAt));
        using var response = await http.GetAsync(new Uri($"{start.Location}&user={user}"));
        return response.Headers.Location!.PathAndQuery;
    }

    internal async Task<string> AskAsync(string query, bool ownPage = true) =>
        (await SendAsync(HttpMethod.Post, "/graphql", JsonContent.Create(new { query }), ownPage ? [("X-KGPlanGraph", "1")] : [])).Body;

    internal Task<Answer> GetAsync(string path, bool ownPage = false) => SendAsync(HttpMethod.Get, path, null, ownPage ? [("X-KGPlanGraph", "1")] : []);

    internal Task<Answer> PostAsync(string path, string body, string type, bool ownPage = false) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, null, type), ownPage ? [("X-KGPlanGraph", "1")] : []);

    internal async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Server, path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", CookieHeader);
        }

        using var response = await http.SendAsync(request);
        var set = response.Headers.TryGetValues("Set-Cookie", out var values) ? values.ToList() : [];
        lock (cookies)
        {
            foreach (var cookie in set)
            {
                var (name, value) = (cookie.Split('=', 2)[0], cookie.Split('=', 2)[1].Split(';')[0]);
                cookies[name] = value;
                if (value.Length == 0)
                {
                    cookies.Remove(name);
                }
            }
        }

        return new(response.StatusCode, response.Headers.Location?.OriginalString, set, response.ToString(), await response.Content.ReadAsStringAsync());
    }
}

/// <summary>What a server has sent back.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Location, List<string> Cookies, string Headers, string Body);
