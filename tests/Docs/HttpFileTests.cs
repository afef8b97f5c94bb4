using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>Sends docs/kgplangraph.http as an editor does.</summary>
public sealed partial class HttpFileTests
{
    private readonly Dictionary<string, (JsonNode? Body, string? ETag)> named = [];

    [Fact]
    public async Task Every_request_of_the_file_has_the_answer_that_it_names()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        var text = await File.ReadAllTextAsync(Repository.Path("docs/kgplangraph.http"));
        var variables = new Dictionary<string, string>
        {
            ["host"] = server.Address.GetLeftPart(UriPartial.Authority),
            ["reader"] = server.Token(Role.Reader),
            ["agency"] = server.Token(Role.Agency, "SNV"),
            ["coordinator"] = server.Token(Role.Coordinator),
        };
        Assert.Equal(variables.Keys, Declaration().Matches(text).Select(match => match.Groups[1].Value));

        var requests = HttpFileRequest.Read(text);
        Assert.NotEmpty(requests);
        foreach (var request in requests)
        {
            using var message = request.ToMessage(line => Place().Replace(line, match => variables.GetValueOrDefault(match.Groups[1].Value) ?? Find(match.Groups[1].Value)));
            using var response = await server.Http.SendAsync(message);
            await CheckAsync(request, response);
        }
    }

    private async Task CheckAsync(HttpFileRequest request, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var (status, because) = ((int)response.StatusCode, $"{request.Title} was answered {(int)response.StatusCode}\n{text}");
        if (int.TryParse(request.Answer, out var expected))
        {
            Assert.True(status == expected, because);
            return;
        }

        Assert.True(status == 200, because);
        if (response.Content.Headers.ContentType!.MediaType != "application/json")
        {
            return;
        }

        var body = JsonNode.Parse(text)!;
        Assert.True(request.Answer == (string?)body["errors"]?[0]?["extensions"]?["code"], because);
        foreach (var (_, payload) in body["data"] as JsonObject ?? [])
        {
            Assert.True((payload as JsonObject)?["errors"] is null, because);
        }

        if (request.Name is { } name)
        {
            named[name] = (body, response.Headers.ETag?.ToString());
        }
    }

    // task.response.body.$.data.taskByLabel.id, plan.response.headers.ETag
    private string Find(string place) => place.Split('.') switch
    {
        [var name, "response", "body", "$", .. var path] => (string)path.Aggregate(named[name].Body, (node, part) => node![part])!,
        [var name, "response", "headers", "ETag"] => named[name].ETag!,
        _ => throw new InvalidDataException($"Nothing is called {place}."),
    };

    [GeneratedRegex(@"^@(\w+) = ", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Place();
}
