using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>Puts the schema together:</summary>
/// <remarks>
/// 1. the sources, with each <c>extend type</c> merged into its type;
/// 2. the families that follow by rule: connections with their edges, sorts, list filters, operation filters;
/// 3. descriptions that are the same everywhere, and the roles that a field needs;
/// 4. costs.
/// </remarks>
static class SchemaComposer
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
