using System.Net;
using System.Text.Json;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>What the server keeps of one caller's request, compiled forms and whole answers, never reaches another kind of caller.</summary>
[Collection(MatrixCollection.Name)]
public sealed class CachedResponseRightsTests(MatrixWorlds worlds)
{
    private const string Document = """
        {
          plans(first: 100) { totalCount nodes { code status } }
          taskStatistics { total }
          progressReports(first: 100) { totalCount nodes { status obstacles } }
          amendments(first: 100) { totalCount nodes { status proposedBy } }
          changes(first: 20) { totalCount nodes { kind actor before } }
        }
        """;

    /// <summary>Without fields that anybody is refused: only answers without errors are kept.</summary>
    private const string Plain = """
        {
          plans(first: 100) { totalCount nodes { code status } }
          taskStatistics { total }
          progressReports(first: 100) { totalCount nodes { id status } }
          amendments(first: 100) { totalCount nodes { id status } }
          changes(first: 1000) { totalCount }
        }
        """;

    private const string Viewer = "{ me { subject roles agency { code } } plans { totalCount } }";

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task Two_callers_with_one_document_keep_their_own_answers_in_both_orders(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var first = MatrixCaller.Named(callerName);
        foreach (var document in (string[])[Document, Plain])
        {
            foreach (var second in MatrixCaller.All.Where(caller => caller != first))
            {
                await CheckAsync(world, document, first, second);
            }
        }
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task Everybody_is_told_of_himself(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var first = MatrixCaller.Named(callerName);
        foreach (var caller in (MatrixCaller[])[first, first with { Name = "another" }, first])
        {
            for (var time = 0; time < 3; time++)
            {
                var answer = await world.AskAsync(caller, Viewer);
                if (!PermissionTable.Rows[0].IsFor(caller))
                {
                    Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
                    Assert.All(Answers.Codes(answer), code => Assert.Equal(caller.HasToken ? "AUTH_NOT_AUTHORIZED" : "AUTH_NOT_AUTHENTICATED", code));
                    continue;
                }

                var me = answer.GetProperty("data").GetProperty("me");
                Assert.Equal(caller.Name, me.GetProperty("subject").GetString());
                Assert.Equal(
                    caller.Roles.ToString().ToUpperInvariant(),
                    string.Join(", ", me.GetProperty("roles").EnumerateArray().Select(role => role.GetString())));
                Assert.Equal(
                    caller.Agency is { } code && world.Data.Agencies.ContainsKey(code) ? code : null,
                    me.GetProperty("agency") is { ValueKind: JsonValueKind.Object } agency ? agency.GetProperty("code").GetString() : null);
            }
        }
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task The_tag_of_anothers_answer_does_not_stand_for_ones_own(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        var own = await GetAsync(world, caller, null);
        foreach (var other in MatrixCaller.All)
        {
            var others = await GetAsync(world, other, null);
            if (others.Tag is not { } tag)
            {
                continue;
            }

            var again = await GetAsync(world, caller, tag);
            Assert.Equal(others.Body == own.Body && own.Tag == tag, again.Status == HttpStatusCode.NotModified);
        }
    }

    private static async Task CheckAsync(MatrixWorld world, string document, MatrixCaller first, MatrixCaller second)
    {
        var firstAlone = await world.SendAsync(first, document + $"# {first.Name} alone");
        var secondAlone = await world.SendAsync(second, document + $"# {second.Name} alone");
        var shared = document + $"# {first.Name}, then {second.Name}";
        // The second time an answer is kept, the third time it is taken from there.
        foreach (var caller in (MatrixCaller[])[first, first, first, second, second, second, first])
        {
            Assert.Equal(caller == first ? firstAlone : secondAlone, await world.SendAsync(caller, shared));
        }
    }

    private static async Task<(HttpStatusCode Status, string? Tag, string Body)> GetAsync(MatrixWorld world, MatrixCaller caller, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(Document));
        world.Authorize(request, caller);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        using var response = await world.Server.Http.SendAsync(request);
        return (response.StatusCode, response.Headers.ETag?.ToString(), await response.Content.ReadAsStringAsync());
    }
}
