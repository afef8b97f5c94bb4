using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace KGPlanGraph.Tests.Schema.Definition;

/// <summary>Compares a schema with the contract it has to keep. The schema may hold more types, fields and descriptions, never less or others.</summary>
internal sealed class SchemaContract
{
    private readonly List<string> breaches = [];

    private SchemaContract()
    {
    }

    /// <summary>One line for each place where <paramref name="schema"/> lacks or changes what <paramref name="contract"/> promises.</summary>
    public static IReadOnlyList<string> Breaches(string contract, string schema)
    {
        var comparison = new SchemaContract();
        var offered = Types(schema);
        foreach (var (name, promised) in Types(contract))
        {
            if (comparison.Has(offered, name, name, out var type))
            {
                comparison.CompareType(promised, type);
            }
        }

        return comparison.breaches;
    }

    private static Dictionary<string, GraphQLTypeDefinition> Types(string sdl)
        => Parser.Parse(sdl).Definitions.OfType<GraphQLTypeDefinition>().ToDictionary(type => type.Name.StringValue);

    private void CompareType(GraphQLTypeDefinition promised, GraphQLTypeDefinition type)
    {
        var name = type.Name.StringValue;
        Compare(name, promised.Kind, type.Kind);
        Compare($"{name}'s directives", Directives(promised), Directives(type));
        Compare($"{name}'s interfaces", Interfaces(promised), Interfaces(type));
        CompareFields(name, promised, type);
        CompareNames(name, (promised as GraphQLEnumTypeDefinition)?.Values?.Items, (type as GraphQLEnumTypeDefinition)?.Values?.Items);
        CompareNames(name, (promised as GraphQLUnionTypeDefinition)?.Types?.Items, (type as GraphQLUnionTypeDefinition)?.Types?.Items);
        CompareValues(name, Inputs(promised), Inputs(type));
        // An enum sorts by its order; a new member of an input, an enum or a union would have to be known to whoever sends or reads it.
        Compare($"{name}'s members", Members(promised), Members(type));
    }

    private void CompareFields(string type, GraphQLTypeDefinition promised, GraphQLTypeDefinition offered)
    {
        var fields = Fields(offered).ToDictionary(field => field.Name.StringValue);
        foreach (var field in Fields(promised))
        {
            var place = $"{type}.{field.Name.StringValue}";
            if (!Has(fields, field.Name.StringValue, place, out var other))
            {
                continue;
            }

            Compare(place, Text(field.Type), Text(other.Type));
            Compare($"{place}'s arguments", Names(field.Arguments?.Items), Names(other.Arguments?.Items));
            CompareValues(place, field.Arguments?.Items, other.Arguments?.Items);
        }
    }

    private void CompareValues(string place, List<GraphQLInputValueDefinition>? promised, List<GraphQLInputValueDefinition>? offered)
    {
        var values = (offered ?? []).ToDictionary(value => value.Name.StringValue);
        foreach (var value in promised ?? [])
        {
            var name = $"{place}.{value.Name.StringValue}";
            if (!Has(values, value.Name.StringValue, name, out var other))
            {
                continue;
            }

            Compare(name, Text(value.Type), Text(other.Type));
            Compare($"{name}'s default", Text(value.DefaultValue), Text(other.DefaultValue));
        }
    }

    private void CompareNames<T>(string place, List<T>? promised, List<T>? offered)
        where T : ASTNode, INamedNode
    {
        foreach (var name in (promised ?? []).Select(node => node.Name.StringValue).Except((offered ?? []).Select(node => node.Name.StringValue)))
        {
            breaches.Add($"{place}.{name} is missing");
        }
    }

    private bool Has<T>(Dictionary<string, T> offered, string name, string place, out T found)
    {
        if (offered.TryGetValue(name, out found!))
        {
            return true;
        }

        breaches.Add($"{place} is missing");
        return false;
    }

    private void Compare<T>(string place, T promised, T offered)
    {
        if (!Equals(promised, offered))
        {
            breaches.Add($"{place}: promised is \"{promised}\", there is \"{offered}\"");
        }
    }

    private static List<GraphQLFieldDefinition> Fields(GraphQLTypeDefinition type) => type switch
    {
        GraphQLObjectTypeDefinition { Fields: { } fields } => fields.Items,
        GraphQLInterfaceTypeDefinition { Fields: { } fields } => fields.Items,
        _ => [],
    };

    private static List<GraphQLInputValueDefinition>? Inputs(GraphQLTypeDefinition type) => (type as GraphQLInputObjectTypeDefinition)?.Fields?.Items;

    private static string Members(GraphQLTypeDefinition type) => type switch
    {
        GraphQLEnumTypeDefinition values => Names(values.Values?.Items),
        GraphQLUnionTypeDefinition union => Names(union.Types?.Items),
        GraphQLInputObjectTypeDefinition input => Names(input.Fields?.Items),
        _ => "",
    };

    private static string Interfaces(GraphQLTypeDefinition type) => Names((type as IHasInterfacesNode)?.Interfaces?.Items);

    private static string Directives(GraphQLTypeDefinition type) => string.Join(" ", (type as IHasDirectivesNode)?.Directives?.Items.Select(Text) ?? []);

    private static string Names<T>(List<T>? nodes)
        where T : ASTNode
        => string.Join(" ", nodes?.Select(node => ((INamedNode)node).Name.StringValue) ?? []);

    private static string Text(ASTNode? node) => node is null ? "" : new SDLPrinter().Print(node).Trim();
}
