using GraphQLParser;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>The definitions of a schema while it is being composed, by name.</summary>
internal sealed class DefinedTypes
{
    /// <summary>Comments and positions are of no use in a composed document.</summary>
    public static readonly ParserOptions WithoutPlaces = new() { Ignore = IgnoreOptions.All };

    private readonly List<ASTNode> others = [];
    private readonly Dictionary<string, GraphQLTypeDefinition> types = new(StringComparer.Ordinal);

    private DefinedTypes()
    {
    }

    /// <summary>All types, in the order in which they were added.</summary>
    public IEnumerable<GraphQLTypeDefinition> All => types.Values;

    /// <summary>The definitions of SDL; extensions of object types are merged into their types.</summary>
    public static DefinedTypes From(string sdl)
    {
        var types = new DefinedTypes();
        var definitions = Parser.Parse(sdl, WithoutPlaces).Definitions;
        foreach (var definition in definitions.Where(node => node is not GraphQLObjectTypeExtension))
        {
            types.Add(definition);
        }

        foreach (var extension in definitions.OfType<GraphQLObjectTypeExtension>())
        {
            types.Extend(extension);
        }

        return types;
    }

    /// <summary>The type of that name; null where there is none.</summary>
    public T? Find<T>(string name)
        where T : GraphQLTypeDefinition
        => types.GetValueOrDefault(name) as T;

    /// <summary>Adds types written as SDL. A type that is there already is replaced, in its place.</summary>
    public void Put(string sdl)
    {
        foreach (var definition in Parser.Parse(sdl, WithoutPlaces).Definitions.Cast<GraphQLTypeDefinition>())
        {
            types[definition.Name.StringValue] = definition;
        }
    }

    /// <summary>The schema definition and the directives as written, then the types.</summary>
    public GraphQLDocument ToDocument() => new([.. others, .. types.Values]);

    private void Add(ASTNode definition)
    {
        if (definition is not GraphQLTypeDefinition type || definition is GraphQLDirectiveDefinition)
        {
            others.Add(definition);
        }
        else if (!types.TryAdd(type.Name.StringValue, type))
        {
            throw new InvalidOperationException($"The type {type.Name.StringValue} is defined twice.");
        }
    }

    private void Extend(GraphQLObjectTypeExtension extension)
    {
        var type = Find<GraphQLObjectTypeDefinition>(extension.Name.StringValue)
            ?? throw new InvalidOperationException($"The type {extension.Name.StringValue} is extended and not defined.");
        type.Fields ??= new GraphQLFieldsDefinition([]);
        type.Fields.Items.AddRange(extension.Fields!.Items);
    }
}
