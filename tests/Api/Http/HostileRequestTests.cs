using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>Hostile requests against the whole server: coded, cheap, and never a fault.</summary>
[Collection(TimedCollection.Name)]
public sealed class HostileRequestTests
{
    // Most take some milliseconds, and what grows with the square of its length takes many seconds.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Each_is_answered_with_a_code_for_little_work_and_the_server_goes_on()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        await using var server = new PlanServer(database);
        var token = server.Token(Role.Reader);
        foreach (var (what, body) in Requests())
        {
            // What is measured is the server's work, not its compilation: the best of three. The processor's time: who else uses the machine is nothing to it.
            var (best, answer) = (TimeSpan.MaxValue, default(JsonElement));
            for (var turn = 0; turn < 3; turn++)
            {
                var (work, read) = await AskAsync(server, token, body);
                (best, answer) = (work < best ? work : best, read);
            }

            var code = Answers.CodeOf(answer);
            Assert.True(code is not null and not "HC0008", $"{what}: {code ?? answer.GetRawText()}");
            Assert.True(best < Most, $"{what}: {best}");
        }

        Assert.Equal("Query", (await server.DataAsync("{ __typename }")).GetProperty("__typename").GetString());
    }

    private static IEnumerable<(string What, string Body)> Requests()
    {
        var overlapping = Repeat(40, $"... on Query {{ tasks {{ nodes {{ {Repeat(20, "... on Task { title }")} }} }} }}");
        return
        [
            ("10,000 levels", Document(string.Concat(Enumerable.Repeat("{a", 10_000)) + new string('}', 10_000))),
            ("100 levels", Document(string.Concat(Enumerable.Repeat("{a", 100)) + new string('}', 100))),
            ("a fragment that spreads itself", Document("{ ...F } fragment F on Query { ...F }")),
            ("40 overlapping inline fragments", Document($"{{ {overlapping} }}")),
            ("10,000 aliases", Document($"{{ {Numbered(10_000, n => $"a{n}: __typename")} }}")),
            ("a literal of 1 MB", Document($"{{ tasks(search: \"{new string('x', 1_000_000)}\") {{ totalCount }} }}")),
            ("a number of 100,000 digits", Document($"{{ tasks(first: {new string('9', 100_000)}) {{ totalCount }} }}")),
            ("a variable of 100,000 digits", Variables(new string('9', 100_000))),
            ("1e999999", Variables("1e999999")),
            ("variables of 500,000 levels", Variables(new string('[', 500_000) + new string(']', 500_000))),
            ("variables of 900 levels", Variables(new string('[', 900) + new string(']', 900))),
            ("60,000 variables", Variables("1," + string.Join(',', Enumerable.Range(0, 60_000).Select(n => $"\"v{n}\":1")))),
            ("3,000 declared variables", Document($"query({Numbered(2_900, n => $"$v{n}: Int")}) {{ __typename }}")),
            ("2,900 arguments", Document($"{{ tasks({Numbered(2_900, n => $"a{n}: 1")}) {{ totalCount }} }}")),
            ("900 unknown fields", Document($"{{ {Numbered(900, n => $"a{n}")} }}")),
            ("200 directives", Document($"{{ __typename {Repeat(200, "@skip(if: false)")} }}")),
            ("introspection without end", Document("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }")),
            ("a broken document of 200 kB", Document("{ a(" + new string('(', 100) + Repeat(19_000, "x"))),
        ];
    }

    private static string Document(string text) => JsonSerializer.Serialize(new { query = text });

    private static string Variables(string first) =>
        $"{{\"query\":\"query($f: Int) {{ tasks(first: $f) {{ totalCount }} }}\",\"variables\":{{\"f\":{first}}}}}";

    private static string Repeat(int times, string part) => string.Join(' ', Enumerable.Repeat(part, times));

    private static string Numbered(int times, Func<int, string> part) => string.Join(' ', Enumerable.Range(0, times).Select(part));

    private static async Task<(TimeSpan Work, JsonElement Answer)> AskAsync(PlanServer server, string token, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", token);
        var before = Environment.CpuUsage.TotalTime;
        using var response = await server.Http.SendAsync(request);
        return (Environment.CpuUsage.TotalTime - before, await response.ReadAsync());
    }
}
