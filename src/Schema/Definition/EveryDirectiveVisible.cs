using GraphQL.Introspection;
using GraphQL.Types;

namespace KGPlanGraph.Schema.Definition;

/// <summary>The library hides directives of the type system from introspection; tools want to know @cost, @listSize and @authorize.</summary>
sealed class EveryDirectiveVisible : DefaultSchemaFilter
{
    public override Task<bool> AllowDirective(Directive directive) => Allowed;
}
