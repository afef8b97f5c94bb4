using System.Reflection;
using System.Text;
using GraphQL.Types;
using GraphQLParser.AST;
using LibrarySchema = GraphQL.Types.Schema;

namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// graphql-dotnet's view of the schema: what parsing, validating, coercing and introspecting work with. Nothing in it resolves; operations are compiled.
/// </summary>
public static class GraphQLSchema
{
    private static readonly Lazy<ISchema> Built = new(BuildOnce);

    /// <summary>The initialized schema, one per process. The first call takes some tens of milliseconds, so it may be made ahead, on another thread.</summary>
    public static ISchema Build() => Built.Value;

    private static LibrarySchema BuildOnce()
    {
        var schema = new DocumentSchemaBuilder().Build();
        schema.Features.DeprecationOfInputValues = true;
        schema.Features.RepeatableDirectives = true;
        schema.NameConverter = VerbatimNames.Instance;
        schema.Filter = new EveryDirectiveVisible();
        schema.Directives.Register(BuiltInDirectives.SpecifiedBy(), BuiltInDirectives.OneOf());
        schema.Initialize();
        IntrospectionFields.AddTo(schema);
        return schema;
    }
}

/// <summary>Puts the schema together:</summary>
/// <remarks>
/// 1. the sources, with each <c>extend type</c> merged into its type;
/// 2. the families that follow by rule: connections with their edges, sorts, list filters, operation filters;
/// 3. descriptions that are the same everywhere, and the roles that a field needs;
/// 4. costs.
/// </remarks>
internal static class SchemaComposer
{
    public static GraphQLDocument Compose()
    {
        var types = DefinedTypes.From(SchemaSources.Read());
        ConnectionFamily.Complete(types);
        FilterFamily.Complete(types);
        DescriptionRules.Apply(types);
        CostRules.Apply(types);
        return types.ToDocument();
    }
}

/// <summary>The .graphql files of this project as they were written, embedded in the assembly.</summary>
internal static class SchemaSources
{
    /// <summary>All files as one text, ordered by path without regard to the machine's culture.</summary>
    public static string Read()
    {
        var assembly = typeof(SchemaSources).Assembly;
        var files = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".graphql", StringComparison.Ordinal));
        var text = new StringBuilder(128 * 1024);
        foreach (var name in files.OrderBy(name => name.Replace('\\', '/'), StringComparer.Ordinal))
        {
            text.Append(Read(assembly, name)).Append('\n');
        }

        return text.ToString();
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
