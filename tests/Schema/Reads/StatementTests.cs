using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Reads;

[Collection(ReadsCollection.Name)]
public sealed class StatementTests(ReadWorlds worlds)
{
    public static TheoryData<DatabaseEngine, int, string> Operations
    {
        get
        {
            var cases = new TheoryData<DatabaseEngine, int, string>();
            foreach (var engine in new[] { DatabaseEngine.Postgres, DatabaseEngine.Sqlite })
            {
                cases.Add(engine, 0, "{ __typename me { name roles } }");
                cases.Add(engine, 1, "{ tasks { nodes { id title leadAgency { code parent { name } } section { label plan { code issuer { name } } } } } }");
                cases.Add(engine, 1, "{ tasks { totalCount } }");
                cases.Add(engine, 2, "{ tasks { totalCount nodes { id } edges { cursor node { label } } pageInfo { hasNextPage endCursor } } }");
                cases.Add(engine, 3, "{ tasks(first: 50) { nodes { label deadlines { dueOn timeliness } coordinators { code } leadAgency { code } } } }");
                cases.Add(engine, 4, "{ plans { nodes { sections { label tasks(first: 5) { totalCount nodes { label } } } } } }");
                cases.Add(engine, 2, "{ agencies { nodes { code statistics { total overdue } } } }");
                cases.Add(engine, 1, "{ taskStatistics(groupBy: [AGENCY, STATUS]) { agency { code name } status total } }");
                cases.Add(engine, 2, "{ a: tasks { nodes { id } } b: tasks { nodes { id } } __typename }");
                cases.Add(engine, 1, "{ taskByLabel(planCode: \"x\", label: \"y\") { id plan { code } } }");
                cases.Add(engine, 0, "{ task(id: \"none\") { id plan { code } deadlines { id } } node(id: \"none\") { id } }");
                cases.Add(engine, 1, "{ tasks(first: 50) { nodes { viewerCan { report edit } plan { viewerCan { close } } } } }");
                cases.Add(engine, 1, "{ tasks(first: 1000) { nodes { id deadlines { id } } } plans { totalCount } }");
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Operations))]
    public async Task A_request_is_one_batch_with_a_statement_for_each_list(DatabaseEngine engine, int statements, string document)
    {
        var world = await worlds.OfAsync(engine);
        world.Sent.Clear();
        await world.AskAsync(Observer.Reader, document);
        var batches = world.Sent.All;
        Assert.Equal(statements == 0 ? 0 : 1, batches.Count);
        Assert.Equal(statements, batches.Sum(batch => batch.Count));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_a_caller_can_do_is_read_with_the_rows_once_and_what_its_role_lacks_not_at_all(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        world.Sent.Clear();
        await world.DataAsync(
            new Observer(Role.Agency, "A1"),
            "{ progressReports(first: 3) { nodes { viewerCan { accept sendBack withdraw } again: viewerCan { withdraw } task { viewerCan { report edit } } } } }");
        Assert.StartsWith(
            "SELECT ((t2.status = $4 AND t0.status = $5 AND t0.agency_id = (SELECT id FROM agencies WHERE code = $6))) IS TRUE, t0.task_id, "
                + "((t2.status = $7 AND (EXISTS (SELECT 1 FROM task_assignments t3 WHERE t3.task_id = t1.id AND t3.agency_id = "
                + "(SELECT id FROM agencies WHERE code = $8)) OR (t1.lead_agency_id IS NULL AND t1.has_open_coordination = $9 AND "
                + "EXISTS (SELECT 1 FROM agencies WHERE code = $10))))) IS TRUE FROM progress_reports t0 "
                + "LEFT JOIN tasks t1 ON t1.id = t0.task_id LEFT JOIN plans t2 ON t2.id = t1.plan_id WHERE ",
            Assert.Single(Assert.Single(world.Sent.All)).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_hangs_on_one_object_is_read_by_its_key(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        world.Sent.Clear();
        await world.DataAsync(
            Observer.Reader, "query($id: ID!) { task(id: $id) { coordinators { code } deadlines { dueOn } } }",
            new { id = Ids.Of(world.Model.Tasks[0]) });
        Assert.Equal(
            [
                "SELECT $1, t0.due_on FROM deadlines t0 WHERE t0.task_id = $1 AND t0.draft_plan_id IS NULL ORDER BY t0.due_on, t0.position",
                "SELECT $1, t0.code FROM task_assignments t1 JOIN agencies t0 ON t0.id = t1.agency_id "
                    + "WHERE t1.task_id = $1 AND t1.role = 2 ORDER BY t1.position",
                "SELECT t0.id FROM tasks t0 WHERE (t0.id = $1 AND t0.draft_plan_id IS NULL) ORDER BY t0.id",
            ],
            Assert.Single(world.Sent.All).Select(statement => statement.Text));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nodes_reads_the_types_asked_for_in_one_batch(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        world.Sent.Clear();
        await world.DataAsync(
            Observer.Reader, "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Task { deadlines { id } } } }",
            new { ids = new[] { Ids.Of(world.Model.Plans[0]), Ids.Of(world.Model.Tasks[0]), Ids.Of(world.Model.Tasks[1]), "none" } });
        Assert.Equal(3, Assert.Single(world.Sent.All).Count);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Other_values_of_variables_are_the_same_sql(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        const string Document = """
            query($s: TaskStatus, $codes: [String], $text: String, $ids: [ID], $day: LocalDate, $first: Int, $after: String, $search: String) {
              tasks(first: $first, after: $after, search: $search, order: [{ title: ASC }],
                    where: { status: { eq: $s }, leadAgency: { name: { in: $codes } }, title: { contains: $text }, id: { nin: $ids },
                             timeliness: { neq: OVERDUE } }) {
                totalCount nodes { id timeliness(asOf: $day) deadlines { timeliness(asOf: $day) } plan { statistics(asOf: $day) { overdue } } }
              }
            }
            """;
        var some = await world.DataAsync(Observer.Reader, "{ tasks(first: 2, order: [{ title: ASC }]) { edges { cursor } } }");
        var cursors = some.GetProperty("tasks").GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("cursor").GetString()).ToList();
        var first = await TextsAsync(world, Document, new
        {
            s = "COMPLETED",
            codes = new[] { "a" },
            text = "x",
            ids = new[] { "a" },
            day = "2022-01-01",
            first = 5,
            after = cursors[0],
            search = "cụm",
        });
        var second = await TextsAsync(world, Document, new
        {
            s = "IN_PROGRESS",
            codes = new[] { "b", "c", "d" },
            text = "%'",
            ids = new[] { Ids.Of(world.Model.Tasks[0]), "q" },
            day = "2022-12-31",
            first = 5,
            after = cursors[1],
            search = "ĐIỆN",
        });
        Assert.Equal(first, second);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task No_value_of_a_caller_is_in_the_sql(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var texts = await TextsAsync(
            world,
            """
            { tasks(search: "canary", where: { title: { eq: "canary" }, leadAgency: { code: { in: ["canary", "b"] } }, percentComplete: { gt: 424242 },
                                               deadlines: { some: { dueOn: { lt: "2042-04-24" } } } }) { nodes { id } totalCount }
              planByCode(code: "canary") { id } taskStatistics(asOf: "2042-04-24", groupBy: DUE_QUARTER) { total } }
            """,
            null);
        Assert.All(texts, text => Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase));
        Assert.All(texts, text => Assert.DoesNotContain("4242", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("2042", text, StringComparison.Ordinal));
    }

    private static async Task<List<string>> TextsAsync(ReadWorld world, string document, object? variables)
    {
        world.Sent.Clear();
        await world.DataAsync(Observer.Reader, document, variables);
        return [.. Assert.Single(world.Sent.All).Select(statement => statement.Text)];
    }
}
