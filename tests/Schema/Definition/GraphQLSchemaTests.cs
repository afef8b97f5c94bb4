using GraphQL;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Tests.Schema.Definition;

public sealed class GraphQLSchemaTests
{
    [Fact]
    public void Schema_is_built_once() => Assert.Same(GraphQLSchema.Build(), GraphQLSchema.Build());

    [Theory]
    [InlineData("""{ tasks(first: 5, where: { label: { eq: "II.1.a" } }, order: [{ label: ASC }]) { nodes { label deadlines { dueOn } } } }""")]
    [InlineData("""{ taskStatistics(asOf: "2024-02-29", groupBy: [AGENCY]) { total agency { code } } }""")]
    [InlineData("""{ node(id: "x") { __typename ... on Task { label } ... on InvestmentItem { name } } }""")]
    [InlineData("""
        mutation {
          submitProgressReport(input: { taskId: "x", reportedOn: "2022-06-30", taskStatus: IN_PROGRESS, percentComplete: 5, summary: "a" }) {
            errors { __typename ... on ValidationError { field } ... on Error { message } }
          }
        }
        """)]
    [InlineData("subscription { onChange(where: { kind: { in: [CREATED] } }) { sequence object { id } } }")]
    [InlineData("""query ($min: Long) { investmentItems(where: { capitalVnd: { gte: $min } }) { totalCount } }""")]
    public async Task Documents_of_the_schema_are_valid(string document) => Assert.Empty(await FaultsAsync(document));

    [Theory]
    [InlineData("""{ taskStatistics(asOf: "2022-02-30") { total } }""")]
    [InlineData("""{ taskStatistics(asOf: 20220630) { total } }""")]
    [InlineData("{ tasks(order: [{ label: ASC, title: DESC }]) { totalCount } }")]
    [InlineData("{ tasks(order: [{ label: null }]) { totalCount } }")]
    [InlineData("{ investmentItems(where: { capitalVnd: { gte: 1.5 } }) { totalCount } }")]
    [InlineData("{ investmentItems(where: { capitalVnd: { gte: 9223372036854775808 } }) { totalCount } }")]
    [InlineData("""{ tasks(search: "\ud800") { totalCount } }""")]
    [InlineData("{ investmentItems(where: { areaHectares: { gte: 1e400 } }) { totalCount } }")]
    [InlineData("{ changes(last: 5) { totalCount } }")]
    [InlineData("mutation { importPlan(input: { code: \"A\" }) { dryRun } }")]
    public async Task Documents_that_the_schema_does_not_allow_are_refused(string document) => Assert.NotEmpty(await FaultsAsync(document));

    private static async Task<IEnumerable<string>> FaultsAsync(string text)
    {
        var document = Parser.Parse(text);
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = GraphQLSchema.Build(),
            Document = document,
            Variables = Inputs.Empty,
            Operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single(),
        });
        return result.Errors.Select(error => error.Message);
    }
}
