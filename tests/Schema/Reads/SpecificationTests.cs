using System.Net;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>Corners of the specification of September 2025, over HTTP.</summary>
[Collection(ReadsCollection.Name)]
public sealed class SpecificationTests(ReadWorlds worlds)
{
    [Theory]
    [InlineData("HC0009", "query($v: ID!) { nodes(ids: $v) { id } }")]
    [InlineData("HC0009", "query($v: ID) { nodes(ids: [$v]) { id } }")]
    [InlineData("HC0009", "query($v: [ID!]!) { nodes(ids: [$v]) { id } }")]
    [InlineData("HC0009", "query($v: TaskGroupKey!) { taskStatistics(groupBy: $v) { total } }")]
    [InlineData("HC0009", "query($v: TaskGroupKey!) { planByCode(code: \"x\") { statistics(groupBy: $v) { total } } }")]
    [InlineData("HC0009", "query($v: TaskGroupKey!) { ...F } fragment F on Query { taskStatistics(groupBy: $v) { total } }")]
    [InlineData("HC0009", "query($v: ID!) { tasks(where: { id: { in: $v } }) { totalCount } }")]
    [InlineData("HC0009", "query($v: [ID!]!) { tasks(where: { id: { eq: $v } }) { totalCount } }")]
    [InlineData("HC0009", "query($v: TaskFilterInput!) { tasks(where: { or: $v }) { totalCount } }")]
    [InlineData("HC0009", "query($v: TaskFilterInput) { tasks(where: { or: [{ and: [$v] }] }) { totalCount } }")]
    [InlineData("HC0009", "query($v: [TaskFilterInput!]) { tasks(where: { or: [$v] }) { totalCount } }")]
    [InlineData("HC0009", "query($v: TaskSortInput!) { tasks(order: $v) { totalCount } }")]
    [InlineData("HC0009", "query($v: Int!) { tasks(search: $v) { totalCount } }")]
    [InlineData("HC0009", "query($v: [Boolean!]!) { __typename @skip(if: $v) }")]
    [InlineData("HC0009", "query($v: Boolean) { __typename @skip(if: $v) }")]
    [InlineData("HC0009", "query($v: Boolean = null) { __typename @include(if: $v) }")]
    [InlineData("HC0009", "query($v: Boolean) { ... @include(if: $v) { __typename } }")]
    [InlineData("HC0009", "query($v: ID = null) { task(id: $v) { id } }")]
    [InlineData("HC0009", "{ tasks { nodes { status @asOf(day: \"2022-05-01\") status } } }")]
    [InlineData("HC0009", "query($v: LocalDate, $w: LocalDate) { tasks @asOf(day: $v) { totalCount } ... { tasks @asOf(day: $w) { totalCount } } }")]
    [InlineData("HC0009", "{ tasks { nodes { label } } ...F } fragment F on Query { tasks { nodes @asOf(day: null) { label } } }")]
    [InlineData("HC0014", "\"Not of a shorthand\" { __typename }")]
    [InlineData("HC0014", "{ plans(search: \"\\u{110000}\") { totalCount } }")]
    [InlineData("HC0014", "{ plans(search: \"\\u{D83D}\") { totalCount } }")]
    [InlineData("HC0014", "{ plans(search: \"\\u{}\") { totalCount } }")]
    [InlineData("HC0014", "{ plans(search: \"\\u{41\") { totalCount } }")]
    [InlineData("HC0009", "{ __type(name: \"Task\") { fields(includeDeprecated: null) { name } } }")]
    [InlineData("HC0009", "query($v: Int!) { __type(name: $v) { name } }")]
    [InlineData("HC0054", "query($v: SortEnumType) { tasks(order: [{ title: $v }]) { totalCount } }")]
    [InlineData("HC0009", "subscription { onChange { sequence } ...F } fragment F on Subscription { onChange @skip(if: false) { sequence } }")]
    [InlineData("HC0009", "subscription { onChange @include(if: true) { sequence } }")]
    [InlineData("HC0009", "subscription { ... @skip(if: false) { onChange { sequence } } }")]
    [InlineData("HC0009", "subscription($v: Boolean!) { ...F @include(if: $v) } fragment F on Subscription { onChange { sequence } }")]
    [InlineData("HC0009", "{ __typename } type Query { a: Int }")]
    [InlineData("HC0009", "{ __typename } extend type Query { a: Int }")]
    [InlineData("HC0009", "{ __typename } directive @a on FIELD")]
    [InlineData("HC0009", "schema { query: Query } { __typename }")]
    [InlineData("HC0009", "{ __typename } scalar A enum B { C } input D { e: Int } union F = Plan interface G { h: Int }")]
    [InlineData("HC0009", "{ oneOf }")]
    public async Task Validation_refuses(string code, string document)
    {
        var world = await worlds.OfAsync(DatabaseEngine.Sqlite);
        var (status, answer) = await world.PostAsync(
            Observer.Reader, JsonSerializer.Serialize(new { query = document, variables = new { v = "x" } }));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.All(AnswerError.Of(answer), error => Assert.Equal(code, error.Code));
        Assert.True(AnswerError.Of(answer)[0].Json.GetProperty("locations")[0].GetProperty("line").GetInt32() >= 1);
    }

    [Theory]
    [InlineData("query($v: [ID!]!) { nodes(ids: $v) { id } }", "[\"x\"]")]
    [InlineData("query($v: [ID!]!) { nodes(ids: $v) { id } }", "\"x\"")]
    [InlineData("query($v: ID!) { nodes(ids: [$v]) { id } }", "\"x\"")]
    [InlineData("query($v: [TaskGroupKey!]) { planByCode(code: \"x\") { statistics(groupBy: $v) { total } } }", "[\"STATUS\"]")]
    [InlineData("query($v: [TaskFilterInput!]!) { tasks(where: { or: $v }) { totalCount } }", "{ \"status\": { \"eq\": \"COMPLETED\" } }")]
    [InlineData("query($v: TaskFilterInput!) { tasks(where: { or: [{ and: [$v] }] }) { totalCount } }", "{ \"status\": { \"eq\": \"COMPLETED\" } }")]
    [InlineData("query($v: SortEnumType!) { tasks(order: [{ title: $v }]) { totalCount } }", "\"ASC\"")]
    [InlineData("query($v: Boolean = true) { __typename @skip(if: $v) }", "false")]
    [InlineData("query($v: Boolean!) { __schema { types { fields(includeDeprecated: $v) { name } } } }", "true")]
    public async Task Validation_accepts(string document, string value)
    {
        var world = await worlds.OfAsync(DatabaseEngine.Sqlite);
        await world.DataAsync(Observer.Reader, document, new { v = JsonDocument.Parse(value).RootElement });
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_fault_in_the_argument_of_a_non_null_field_carries_null_up_to_the_next_nullable_one(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var code = world.Model.Plans.First(Observer.Reader.Sees).Code;
        foreach (var (document, data, path) in new[]
                 {
                     ($"query($g: [TaskGroupKey!] = [STATUS]) {{ planByCode(code: \"{code}\") {{ code statistics(groupBy: $g) {{ total }} }} __typename }}",
                         """{"planByCode":null,"__typename":"Query"}""", "planByCode.statistics"),
                     ("query($g: [TaskGroupKey!] = [STATUS]) { plans(first: 1) { nodes { s: statistics(groupBy: $g) { total } } } }",
                         """{"plans":{"nodes":null}}""", "plans.nodes.0.s"),
                     ("query($g: [TaskGroupKey!] = [STATUS]) { plans(first: 1) { edges { node { ...F } } totalCount } } fragment F on Plan { statistics(groupBy: $g) { total } }",
                         """{"plans":{"edges":null,"totalCount":""" + world.Model.Plans.Count(Observer.Reader.Sees) + "}}", "plans.edges.0.node.statistics"),
                     ("query($g: [TaskGroupKey!] = [STATUS]) { __typename s: taskStatistics(groupBy: $g) { total } }", "null", "s"),
                     ("query($g: ID = \"x\") { nodes(ids: [\"y\", $g]) { id } }", "null", "nodes"),
                     ("query($g: ID = \"x\") { __typename task(id: $g) { id } }", """{"__typename":"Query","task":null}""", "task"),
                 })
        {
            var (status, answer) = await world.PostAsync(
                Observer.Reader, JsonSerializer.Serialize(new { query = document, variables = new { g = (string?)null } }));
            Assert.Equal(HttpStatusCode.OK, status);
            var error = AnswerError.Single(answer);
            Assert.Equal(("HC0018", path), (error.Code, error.Path));
            Assert.Equal(1, error.Json.GetProperty("locations")[0].GetProperty("line").GetInt32());
            Assert.Equal(data, answer.GetProperty("data").GetRawText());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Fields_of_different_types_that_share_a_response_key_have_errors_of_their_own(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var answer = await world.AskAsync(
            Observer.Reader,
            """
            {
              changes(first: 100) {
                nodes { object { __typename ... on LegalDocument { x: number } ... on ProgressReport { x: submittedBy } ... on Amendment { x: proposedBy } } }
              }
            }
            """);
        var expected = answer.GetProperty("data").GetProperty("changes").GetProperty("nodes").EnumerateArray()
            .Select((node, index) => (Object: node.GetProperty("object"), index))
            .Where(each => each.Object.ValueKind == JsonValueKind.Object
                && each.Object.GetProperty("__typename").GetString() is "ProgressReport" or "Amendment")
            .Select(each => $"changes.nodes.{each.index}.object.x");
        Assert.Equal(expected, AnswerError.Of(answer).Select(error => error.Path));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Null_of_one_type_is_no_error_of_the_other(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var report = world.Model.Reports.First(Observer.Reader.Sees).Id;
        var plan = world.Model.Plans.First(Observer.Reader.Sees).Id;
        var answer = await world.AskAsync(
            Observer.Reader,
            """
            query($ids: [ID!]!) {
              nodes(ids: $ids) { ...P ...on ProgressReport { x: reviewNote y: submittedBy } ...on Amendment { x: proposedBy } }
            }
            fragment P on LegalDocument { x: number }
            """,
            new { ids = new[] { Ids.Of("ProgressReport", report), Ids.Of("Plan", plan), Ids.Of("LegalDocument", 1), Ids.Of("ProgressReport", 987654321) } });
        Assert.Equal(["nodes.0.x", "nodes.0.y"], AnswerError.Of(answer).Select(error => error.Path));
    }

    [Theory]
    [InlineData("{ tasks(first: 20000) { nodes { id plan { id } leadAgency { id } } } }", "tasks")]
    [InlineData("{ plans { nodes { tasks(last: 20000) { nodes { id section { id } } } } } }", "plans.nodes.0.tasks")]
    public async Task A_page_that_is_too_large_is_told_as_such_whatever_it_would_cost(string document, string path)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        await WorldData.WriteAsync(database);
        await using var server = new PlanServer(database);
        var errors = AnswerError.Of(await server.AskAsync(document, roles: Role.Reader));
        Assert.Equal(path, errors[0].Path);
        Assert.All(errors, error => Assert.Equal("HC0051", error.Code));
    }

    [Theory]
    [InlineData("\"What is late\" query Late { __typename }")]
    [InlineData("\"\"\"\nWhat is late,\nin { braces } and \\u{48}\n\"\"\"\nquery Late(\"Which\" $a: String = \"x\" \"\"\"And\"\"\" $b: Int = 1, \"Last\" $c: [String!] = [\"y\"]) { tasks(search: $a, first: $b) { totalCount } t: tasks(search: \"x\") { totalCount } agencies(where: { code: { in: $c } }) { totalCount } }")]
    [InlineData("\"A query\" query($a: String = \"x\") { ...F } \"A fragment\" # comment\n fragment F on Query { tasks(search: $a) { totalCount } }")]
    public async Task Descriptions_of_operations_variables_and_fragments_are_read(string document)
    {
        var world = await worlds.OfAsync(DatabaseEngine.Sqlite);
        await world.DataAsync(Observer.Reader, document);
    }

    [Theory]
    [InlineData("\\u{43}\\u{00000048}", "CH")]
    [InlineData("a\\u{1F600}\\u{22}\\u{5C}b", "a\U0001F600\"\\b")]
    [InlineData("\\\\u{43}", "\\u{43}")]
    [InlineData("\\u{A}\\u{9}\\u{1F}", "\n\t\u001f")]
    [InlineData("\\u{1}a\\u{7}\\u{41}", "\u0001a\u0007A")]
    [InlineData("\\u{0000000000000043}", "C")]
    [InlineData("\\uD83D\\uDE00\\u0043", "\U0001F600C")]
    public async Task Escapes_of_any_width_are_read(string written, string meant)
    {
        // A trusted way to see what was read: an invalid cursor is told as it came.
        var world = await worlds.OfAsync(DatabaseEngine.Sqlite);
        var error = AnswerError.Single(await world.AskAsync(Observer.Reader, $"{{ plans(after: \"{written}\") {{ totalCount }} }}"));
        Assert.Equal(("HC0078", meant), (error.Code, error["cursor"].GetString()));
    }

    [Fact]
    public async Task Locations_are_those_of_the_text_that_was_sent()
    {
        var world = await worlds.OfAsync(DatabaseEngine.Sqlite);
        const string Document = "\"a\nb\" query { a: tasks(search: \"\\u{1F600}\\u{43}\") { totalCount } nothing }";
        var error = AnswerError.Single(await world.AskAsync(Observer.Reader, Document.Replace("a\nb", "ab", StringComparison.Ordinal)));
        Assert.Equal(Document.IndexOf("nothing", StringComparison.Ordinal), error.Json.GetProperty("locations")[0].GetProperty("column").GetInt32());
    }

    [Theory]
    [InlineData("{ tasks(where: { status: { eq: LATE } }) { totalCount } }", "null", "NOT_STARTED, IN_PROGRESS")]
    [InlineData("query($v: TaskStatus) { tasks(where: { status: { eq: $v } }) { totalCount } }", "\"LATE\"", "NOT_STARTED, IN_PROGRESS")]
    [InlineData("{ deadlines(where: { dueOn: { eq: \"30/6/2022\" } }) { totalCount } }", "null", "2022-06-30 (yyyy-MM-dd)")]
    [InlineData("query($v: LocalDate) { deadlines(where: { dueOn: { in: [$v] } }) { totalCount } }", "\"30/6/2022\"", "2022-06-30 (yyyy-MM-dd)")]
    [InlineData("query($v: DateTime) { tasks(where: { updatedAt: { gt: $v } }) { totalCount } }", "\"2022-06-30\"", "2022-05-12T08:30:00Z")]
    public async Task A_wrong_value_is_told_with_the_values_or_the_form_that_are_expected(string document, string value, string expected)
    {
        var world = await worlds.OfAsync(DatabaseEngine.Sqlite);
        var error = AnswerError.Single(await world.AskAsync(Observer.Reader, document, new { v = JsonDocument.Parse(value).RootElement }));
        Assert.Contains(expected, error.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        if (value == "null")
        {
            var hidden = AnswerError.Single(await world.AskAsync(Observer.Anonymous, document));
            Assert.DoesNotContain(expected, hidden.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Introspection_has_the_arguments_of_this_edition()
    {
        var world = await worlds.OfAsync(DatabaseEngine.Sqlite);
        var data = await world.DataAsync(
            Observer.Reader,
            """
            {
              __schema { directives { name args { name type { kind ofType { name } } defaultValue } } }
              __type(name: "__Type") { fields { name args { name type { kind ofType { name } } defaultValue } } }
            }
            """);
        var reason = data.GetProperty("__schema").GetProperty("directives").EnumerateArray()
            .Single(directive => directive.GetProperty("name").GetString() == "deprecated").GetProperty("args")[0];
        Assert.Equal("""{"kind":"NON_NULL","ofType":{"name":"String"}}""", reason.GetProperty("type").GetRawText());
        Assert.Equal("\"No longer supported\"", reason.GetProperty("defaultValue").GetString());
        var arguments = data.GetProperty("__type").GetProperty("fields").EnumerateArray().SelectMany(field => field.GetProperty("args").EnumerateArray()).ToList();
        Assert.NotEmpty(arguments);
        Assert.All(arguments, argument => Assert.Equal(
            """{"name":"includeDeprecated","type":{"kind":"NON_NULL","ofType":{"name":"Boolean"}},"defaultValue":"false"}""", argument.GetRawText()));
    }

    [Fact]
    public async Task An_empty_operation_name_is_none()
    {
        var world = await worlds.OfAsync(DatabaseEngine.Sqlite);
        var (_, one) = await world.PostAsync(Observer.Reader, """{"query":"query A { __typename }","operationName":""}""");
        Assert.Equal("""{"data":{"__typename":"Query"}}""", one.GetRawText());
        var (_, two) = await world.PostAsync(Observer.Reader, """{"query":"query A { __typename } query B { __typename }","operationName":""}""");
        Assert.Equal("HC0009", AnswerError.Single(two).Code);
    }

    [Fact]
    public async Task Head_is_answered_as_get_is_without_the_body()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        await using var server = new PlanServer(database);
        foreach (var (path, status) in new[]
                 {
                     ("/graphql?query={plans{totalCount}}", HttpStatusCode.OK), ("/graphql?sdl", HttpStatusCode.OK), ("/graphql", HttpStatusCode.BadRequest),
                     ("/graphql?query=mutation{x}", HttpStatusCode.BadRequest), ("/graphql/persisted/" + new string('0', 64), HttpStatusCode.BadRequest),
                 })
        {
            var (get, head) = (await SendAsync(server, HttpMethod.Get, path), await SendAsync(server, HttpMethod.Head, path));
            Assert.Equal((status, get.Headers.ETag?.Tag), (head.StatusCode, head.Headers.ETag?.Tag));
            Assert.Equal(get.StatusCode, head.StatusCode);
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(PlanServer server, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Authorization", "Bearer " + server.Token(Role.Reader));
        request.Headers.Add("Accept", "application/graphql-response+json");
        return await server.Http.SendAsync(request);
    }
}
