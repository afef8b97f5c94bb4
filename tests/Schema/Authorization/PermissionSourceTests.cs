using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Roots;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>The table, the rights that the server asks, and the schema that developers read say the same.</summary>
public sealed class PermissionSourceTests
{
    [Fact]
    public void Every_row_is_read_as_objects_fields_or_mutations()
    {
        var mutations = PermissionTable.Mutations.Values.Distinct().Count();
        var fields = PermissionTable.Fields.Values.Distinct().Count();

        Assert.Equal(PermissionTable.Rows.Count, PermissionTable.Objects.Count() + mutations + fields);
        Assert.All(PermissionTable.Rows, row => Assert.False(row.Anonymous));
    }

    [Fact]
    public void The_server_gives_each_mutation_to_the_roles_of_the_table() => Assert.Equal(
        Sorted(PermissionTable.Mutations.Select(pair => (pair.Key, pair.Value.Roles))),
        Sorted(Permissions.Mutations.Select(pair => (pair.Key, pair.Value))));

    [Fact]
    public void The_table_speaks_of_every_mutation_of_the_schema() => Assert.Equal(
        GraphQLSchema.Build().Mutation!.Fields.Select(field => field.Name).Order(StringComparer.Ordinal),
        PermissionTable.Mutations.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_server_keeps_each_field_for_the_roles_of_the_table() => Assert.Equal(
        Sorted(PermissionTable.Fields.Select(pair => (pair.Key, pair.Value.Roles))),
        Sorted(RootFields.Nodes.All.SelectMany(type => type.Fields
            .Where(field => field.Value.ReadableBy != Role.None)
            .Select(field => ($"{type.TypeName}.{field.Key}", field.Value.ReadableBy)))));

    [Fact]
    public void The_schema_names_the_roles_of_the_table() => Assert.Equal(
        Sorted([
            .. PermissionTable.Fields.Select(pair => (pair.Key, pair.Value.Roles)),
            .. PermissionTable.Mutations.Select(pair => ($"Mutation.{pair.Key}", pair.Value.Roles)),
        ]),
        Sorted(AuthorizedFields().Select(found => (found.Name, found.Roles))));

    [Fact]
    public void Descriptions_name_the_roles_for_people() => Assert.All(AuthorizedFields(), found => Assert.All(
        Names(found.Roles), role => Assert.Matches($"Needs the role .*\\b{role}\\b", found.Field.Description!.Value.ToString())));

    [Fact]
    public void Restricted_fields_are_in_no_filter_and_no_order()
    {
        foreach (var (type, field) in PermissionTable.Fields.Keys.Select(name => (name.Split('.')[0], name.Split('.')[1])))
        {
            foreach (var input in GraphQLSchema.Build().AllTypes.OfType<IInputObjectGraphType>()
                .Where(input => input.Name == $"{type}FilterInput" || input.Name == $"{type}SortInput"))
            {
                Assert.Null(input.GetField(field));
            }
        }
    }

    [Fact]
    public void Who_reads_at_all_and_who_sees_drafts_and_reports_is_said_by_the_table()
    {
        Assert.Equal(Permissions.Read, Row("anything at all"));
        Assert.Equal(Permissions.SeesDrafts, Row("plans in DRAFT"));
        Assert.Equal(Permissions.SeesAllReports, Row("reports: all"));
        Assert.Equal(Permissions.SeesAllReports, Row("amendments: all"));
    }

    private static Role Row(string what) => PermissionTable.Rows.Single(row => row.What == what).Roles;

    private static IEnumerable<(string Name, Role Roles, GraphQLFieldDefinition Field)> AuthorizedFields() =>
        from type in Parser.Parse(SchemaDocument.Sdl).Definitions.OfType<GraphQLObjectTypeDefinition>()
        from field in type.Fields!.Items
        from directive in field.Directives?.Items ?? []
        where directive.Name.StringValue == "authorize"
        let roles = ((GraphQLListValue)directive.Arguments!.Items.Single().Value).Values!.Cast<GraphQLStringValue>()
        select (
            $"{type.Name.StringValue}.{field.Name.StringValue}",
            roles.Aggregate(Role.None, (all, role) => all | Enum.Parse<Role>(role.Value.ToString(), true)), field);

    private static IEnumerable<string> Names(Role roles) =>
        Enum.GetValues<Role>().Where(role => role != Role.None && roles.HasFlag(role)).Select(role => role.ToString().ToUpperInvariant());

    private static IEnumerable<(string Name, Role Roles)> Sorted(IEnumerable<(string Name, Role Roles)> rights) =>
        rights.OrderBy(right => right.Name, StringComparer.Ordinal);
}
