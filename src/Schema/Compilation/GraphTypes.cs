using GraphQL.Types;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>The one question that is asked of wrapped types.</summary>
internal static class GraphTypes
{
    /// <summary>The type without its list and non-null wrappers.</summary>
    public static IGraphType GetNamedGraphType(this IGraphType type) =>
        type is IProvideResolvedType { ResolvedType: { } inner } ? inner.GetNamedGraphType() : type;
}
