using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Tests.Schema.Definition;

public sealed class SchemaContractTests
{
    private const string Small = """
        type Query { task(id: ID!, asOf: String = "today"): Task tasks: [Task!]! }
        interface Node { id: ID! }
        type Task implements Node { id: ID! status: Status }
        enum Status { OPEN DONE }
        union Found = Task
        input Key @oneOf { id: ID label: String }
        scalar Day @specifiedBy(url: "https://example.org/day")
        """;

    [Fact]
    public void Schema_keeps_everything_that_the_contract_promises()
        => Assert.Empty(SchemaContract.Breaches(EmbeddedText.Read("contract.graphql"), SchemaDocument.Sdl));

    [Theory]
    [InlineData("scalar Day", "scalar Night", "Day is missing")]
    [InlineData("status: Status", "state: Status", "Task.status is missing")]
    [InlineData("status: Status", "status: Status!", "Task.status: promised is \"Status\", there is \"Status!\"")]
    [InlineData("id: ID!, asOf: String = \"today\"", "asOf: String = \"today\", id: ID!",
        "Query.task's arguments: promised is \"id asOf\", there is \"asOf id\"")]
    [InlineData("= \"today\"", "= \"now\"", "Query.task.asOf's default: promised is \"\"today\"\", there is \"\"now\"\"")]
    [InlineData("OPEN DONE", "OPEN", "Status.DONE is missing")]
    [InlineData("OPEN DONE", "DONE OPEN", "Status's members: promised is \"OPEN DONE\", there is \"DONE OPEN\"")]
    [InlineData(" = Task", " = Query", "Found.Task is missing")]
    [InlineData("Task implements Node", "Task", "Task's interfaces: promised is \"Node\", there is \"\"")]
    [InlineData("Key @oneOf", "Key", "Key's directives: promised is \"@oneOf\", there is \"\"")]
    [InlineData("label: String", "label: String other: Int", "Key's members: promised is \"id label\", there is \"id label other\"")]
    [InlineData("org/day", "org/night", "Day's directives")]
    public void Comparison_names_each_breach(string part, string replacement, string breach)
        => Assert.Contains(Breaches(Changed(part, replacement)), line => line.StartsWith(breach, StringComparison.Ordinal));

    [Fact]
    public void Comparison_lets_a_schema_hold_more()
        => Assert.Empty(Breaches(Changed("status: Status", "status: Status title: String") + "type More { a: Int }"));

    private static string Changed(string part, string replacement) => Small.Replace(part, replacement, StringComparison.Ordinal);

    private static IReadOnlyList<string> Breaches(string schema) => SchemaContract.Breaches(Small, schema);
}
