using System.Globalization;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Tests.Schema.Definition;

public sealed class SchemaDocumentTests
{
    [Fact]
    public void Committed_schema_is_the_one_that_the_server_prints()
        => Assert.True(
            EmbeddedText.Read("schema.graphql") == SchemaDocument.Sdl,
            $"schema.graphql is not what the server says from line {FirstDifference()} on. Look at the difference, then refresh the file: "
                + "dotnet run --project src/Api -- schema > schema.graphql");

    [Fact]
    public void Printed_schema_reads_back_as_itself()
    {
        var again = Parser.Parse(SchemaDocument.Sdl, new ParserOptions { Ignore = IgnoreOptions.All });

        Assert.Equal(Sorted(SchemaDocument.Ast), Sorted(again));
    }

    [Fact]
    public async Task Everything_in_the_schema_has_a_description()
    {
        var search = new UndescribedElements();
        await search.VisitAsync(SchemaDocument.Ast, new UndescribedElements.Places());

        Assert.Empty(search.Found);
    }

    [Fact]
    public async Task Every_type_that_is_named_is_defined()
    {
        string[] builtIn = ["ID", "Int", "Float", "String", "Boolean"];
        var types = SchemaDocument.Ast.Definitions.OfType<GraphQLTypeDefinition>().Select(type => type.Name.StringValue).Concat(builtIn).ToHashSet();
        var named = new NamedTypes();
        await named.VisitAsync(SchemaDocument.Ast, new NamedTypes.Context());

        Assert.Empty(named.Found.Except(types));
    }

    [Fact]
    public void Every_role_that_the_schema_asks_for_exists()
    {
        var roles = Enum.GetNames<Role>().Select(name => name.ToUpperInvariant()).ToHashSet();
        var asked = Fields().SelectMany(field => Roles(field.Definition)).ToList();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(roles));
    }

    [Fact]
    public void Every_mutation_says_who_may_run_it()
    {
        var open = Fields().Where(field => field.Type == "Mutation" && Roles(field.Definition).Count == 0);

        Assert.Empty(open.Select(field => field.Definition.Name.StringValue));
    }

    [Fact]
    public void Every_connection_and_every_root_field_has_its_cost()
    {
        var weighed = Fields().Where(field => field.Type is "Query" or "Mutation" or "Subscription" || IsConnection(field.Definition)).ToList();

        Assert.All(weighed, field => Assert.Contains(field.Definition.Directives!, directive => directive.Name == "cost"));
        var connections = weighed.Where(field => IsConnection(field.Definition));
        Assert.All(connections, field => Assert.Contains(field.Definition.Directives!, directive => directive.Name == "listSize"));
    }

    [Fact]
    public void Schema_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.Equal(SchemaDocument.Sdl, SchemaPrinter.Print(SchemaComposer.Compose()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static bool IsConnection(GraphQLFieldDefinition field) => new SDLPrinter().Print(field.Type).Trim().EndsWith("Connection", StringComparison.Ordinal);

    private static IEnumerable<(string Type, GraphQLFieldDefinition Definition)> Fields()
        => from type in SchemaDocument.Ast.Definitions.OfType<GraphQLObjectTypeDefinition>()
           from field in type.Fields!
           select (type.Name.StringValue, field);

    private static List<string> Roles(GraphQLFieldDefinition field)
    {
        var directive = field.Directives?.FirstOrDefault(candidate => candidate.Name == "authorize");
        var roles = directive?.Arguments?.Single().Value as GraphQLListValue;
        return roles?.Values?.Cast<GraphQLStringValue>().Select(role => role.Value.ToString()).ToList() ?? [];
    }

    private static string[] Sorted(GraphQLDocument document) => [.. document.Definitions.Select(node => new SDLPrinter().Print(node)).Order(StringComparer.Ordinal)];

    private static int FirstDifference()
    {
        var lines = EmbeddedText.Read("schema.graphql").Split('\n').Zip(SchemaDocument.Sdl.Split('\n'));
        return lines.TakeWhile(pair => pair.First == pair.Second).Count() + 1;
    }
}
