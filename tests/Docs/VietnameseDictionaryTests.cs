using System.Text.RegularExpressions;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>docs/vi/tu-dien-du-lieu.md against the schema.</summary>
public sealed partial class VietnameseDictionaryTests
{
    private const string SharedFields = "### Trường có ở nhiều kiểu";

    private static readonly string[] Dictionary = File.ReadAllLines(Repository.Path("docs/vi/tu-dien-du-lieu.md"));

    [Fact]
    public void Every_type_field_and_value_of_the_schema_has_its_Vietnamese_term()
    {
        var (sections, rows) = (Sections(), new HashSet<string>(Dictionary.Select(NameOfRow).OfType<string>()));
        var types = Parser.Parse(File.ReadAllText(Repository.Path("schema.graphql"))).Definitions.OfType<GraphQLTypeDefinition>().ToList();
        var mutations = Names(types.Single(type => type.Name.StringValue == "Mutation")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = new List<string>();
        foreach (var type in types)
        {
            var name = type.Name.StringValue;
            // What each list, filter, sort key and mutation brings along is explained once for all of them; so are the refusals.
            var isOfAKind = OfAKind().IsMatch(name) || (Companion().Match(name) is { Success: true } match && mutations.Contains(match.Groups[1].Value));
            if (!isOfAKind && !sections.ContainsKey(name) && !rows.Contains(name))
            {
                missing.Add(name);
            }

            var known = isOfAKind || name.EndsWith("Error", StringComparison.Ordinal)
                ? rows
                : sections.GetValueOrDefault(name, []).Union(sections[SharedFields]).ToHashSet();
            missing.AddRange(Names(type).Where(member => !known.Contains(member)).Select(member => $"{name}.{member}"));
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_term_of_the_dictionary_is_the_schemas()
    {
        var types = Parser.Parse(File.ReadAllText(Repository.Path("schema.graphql"))).Definitions.OfType<GraphQLTypeDefinition>().ToList();
        var names = types.SelectMany(type => Names(type).Append(type.Name.StringValue)).Concat(["ID", "String", "Int", "Float", "Boolean"]).ToHashSet();
        Assert.Empty(Dictionary.Select(NameOfRow).OfType<string>().Concat(Sections().Keys.Where(key => key != SharedFields)).Except(names));
    }

    private static Dictionary<string, HashSet<string>> Sections()
    {
        var sections = new Dictionary<string, HashSet<string>>();
        var present = new List<HashSet<string>>();
        foreach (var line in Dictionary)
        {
            if (line.StartsWith('#'))
            {
                var subjects = line == SharedFields ? [line] : Quoted().Matches(line).Select(match => match.Groups[1].Value);
                present = [.. subjects.Select(subject => sections[subject] = [])];
            }
            else if (NameOfRow(line) is { } name)
            {
                present.ForEach(section => section.Add(name));
            }
        }

        return sections;
    }

    private static IEnumerable<string> Names(GraphQLTypeDefinition type) => type switch
    {
        GraphQLObjectTypeDefinition { Fields: { } fields } => fields.Items.Select(field => field.Name.StringValue),
        GraphQLInterfaceTypeDefinition { Fields: { } fields } => fields.Items.Select(field => field.Name.StringValue),
        GraphQLInputObjectTypeDefinition { Fields: { } fields } => fields.Items.Select(field => field.Name.StringValue),
        GraphQLEnumTypeDefinition { Values: { } values } => values.Items.Select(value => value.Name.StringValue),
        _ => [],
    };

    private static string? NameOfRow(string line) => Row().Match(line) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^\| `(\w+)` \|")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("(Connection|Edge|SortInput|FilterInput|FilterInputTypeOf.*)$")]
    private static partial Regex OfAKind();

    [GeneratedRegex("^(.*)(Input|Payload|Error)$")]
    private static partial Regex Companion();
}
