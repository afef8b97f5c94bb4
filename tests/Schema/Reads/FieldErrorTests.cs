using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Reads;

[Collection(ReadsCollection.Name)]
public sealed class FieldErrorTests(ReadWorlds worlds)
{
    private static readonly string[] Internals = ["obstacles", "proposals", "reviewNote", "submittedBy", "reviewedBy"];

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_reader_gets_null_and_an_error_for_each_internal_field_of_each_report(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var answer = await world.AskAsync(Observer.Reader, $"{{ progressReports(first: 3) {{ nodes {{ id summary {string.Join(' ', Internals)} }} }} }}");
        var errors = AnswerError.Of(answer);
        Assert.Equal(
            Enumerable.Range(0, 3).SelectMany(index => Internals.Select(field => $"progressReports.nodes.{index}.{field}")).Order(),
            errors.Select(error => error.Path).Order());
        Assert.All(errors, IsNotAuthorized);
        foreach (var node in answer.GetProperty("data").GetProperty("progressReports").GetProperty("nodes").EnumerateArray())
        {
            Assert.Equal(JsonValueKind.String, node.GetProperty("summary").ValueKind);
            Assert.All(Internals, field => Assert.Equal(JsonValueKind.Null, node.GetProperty(field).ValueKind));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Refused_fields_of_amendments_and_changes_are_told_wherever_they_stand(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var answer = await world.AskAsync(
            Observer.Reader,
            """
            {
              amendments(first: 2) { edges { node { id who: proposedBy ...F } } }
              changes(first: 2) { nodes { sequence actor before after } }
              tasks(first: 100, where: { plan: { status: { neq: DRAFT } } }) { nodes { amendments(first: 1) { nodes { proposedBy } } } }
            }
            fragment F on Amendment { who: proposedBy reason }
            """);
        var errors = AnswerError.Of(answer);
        Assert.All(errors, IsNotAuthorized);
        var paths = errors.Select(error => error.Path).ToList();
        Assert.Equal(
            ["amendments.edges.0.node.who", "amendments.edges.1.node.who"], paths.Where(path => path.StartsWith("amendments", StringComparison.Ordinal)));
        Assert.Equal(6, paths.Count(path => path.StartsWith("changes.nodes.", StringComparison.Ordinal)));
        var data = answer.GetProperty("data");
        var nested = data.GetProperty("tasks").GetProperty("nodes").EnumerateArray().SelectMany(
            (task, index) => task.GetProperty("amendments").GetProperty("nodes").EnumerateArray()
                .Select(_ => $"tasks.nodes.{index}.amendments.nodes.0.proposedBy"));
        Assert.Equal(nested, paths.Where(path => path.StartsWith("tasks", StringComparison.Ordinal)));
        Assert.Equal(JsonValueKind.Number, data.GetProperty("changes").GetProperty("nodes")[0].GetProperty("sequence").ValueKind);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Those_who_may_read_internals_do(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        Observer[] insiders =
            [new(Role.Agency, "A01"), new(Role.Agency), Observer.Coordinator, new(Role.Approver), new(Role.Admin), new(Role.Reader | Role.Agency, "A02")];
        foreach (var observer in insiders)
        {
            await world.DataAsync(observer, $"{{ progressReports(first: 100) {{ nodes {{ {string.Join(' ', Internals)} }} }} }}");
            await world.DataAsync(observer, "{ amendments { nodes { proposedBy } } changes { nodes { actor } } }");
        }

        foreach (var observer in new[] { Observer.Coordinator, new Observer(Role.Admin) })
        {
            await world.DataAsync(observer, "{ changes { nodes { before after } } }");
        }

        foreach (var observer in new[] { new Observer(Role.Agency, "A01"), new(Role.Approver) })
        {
            Assert.Equal(20, AnswerError.Of(await world.AskAsync(observer, "{ changes(first: 10) { nodes { before after } } }")).Count);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Without_a_token_every_root_field_is_refused_but_the_type_name(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var answer = await world.AskAsync(Observer.Anonymous, "{ __typename plans { nodes { id } } task(id: \"x\") { id } n: node(id: \"x\") { id } }");
        Assert.Equal(["plans", "task", "n"], AnswerError.Of(answer).Select(error => error.Path));
        Assert.All(AnswerError.Of(answer), error => Assert.Equal("AUTH_NOT_AUTHENTICATED", error.Code));
        Assert.Equal("""{"__typename":"Query","plans":null,"task":null,"n":null}""", answer.GetProperty("data").GetRawText());
        foreach (var root in new[] { "me { name }", "nodes(ids: []) { id }", "taskStatistics { total }" })
        {
            var refused = await world.AskAsync(Observer.Anonymous, $"{{ plans {{ totalCount }} {root} }}");
            Assert.Equal(JsonValueKind.Null, refused.GetProperty("data").ValueKind);
            Assert.All(AnswerError.Of(refused), error => Assert.Equal("AUTH_NOT_AUTHENTICATED", error.Code));
            Assert.Contains(AnswerError.Of(refused), error => error.Path == root[..root.IndexOfAny([' ', '('])]);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Without_a_known_role_nothing_is_read(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        world.Sent.Clear();
        await world.AskAsync(Observer.Anonymous, "{ plans { nodes { id tasks { nodes { id } } } } }");
        Assert.Empty(world.Sent.All);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_same_document_is_answered_by_each_callers_own_rights(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        const string Document = "{ progressReports { totalCount nodes { reviewNote } } amendments { totalCount } plans { totalCount } }";
        for (var round = 0; round < 2; round++)
        {
            foreach (var observer in Observer.Kinds)
            {
                var answer = await world.AskAsync(observer, Document);
                var data = answer.GetProperty("data");
                Assert.Equal((observer.Roles & ~Role.Reader) == 0, AnswerError.Of(answer).Count > 0);
                Assert.Equal(world.Model.Reports.Count(observer.Sees), data.GetProperty("progressReports").GetProperty("totalCount").GetInt32());
                Assert.Equal(world.Model.Amendments.Count(observer.Sees), data.GetProperty("amendments").GetProperty("totalCount").GetInt32());
                Assert.Equal(world.Model.Plans.Count(observer.Sees), data.GetProperty("plans").GetProperty("totalCount").GetInt32());
            }
        }
    }

    private static void IsNotAuthorized(AnswerError error)
    {
        Assert.Equal("AUTH_NOT_AUTHORIZED", error.Code);
        Assert.Matches(
            "^The current user is not authorized to access this resource\\. It needs the role [A-Z, ]*COORDINATOR[A-Z, ]* or ADMIN; the token has READER\\.$",
            error.Json.GetProperty("message").GetString()!);
        Assert.True(error.Json.GetProperty("locations")[0].GetProperty("line").GetInt32() > 0);
    }
}
