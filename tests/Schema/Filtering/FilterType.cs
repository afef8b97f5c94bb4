using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>A type with a connection at the root: its filter input, and its rows in memory.</summary>
/// <param name="TypeName">The GraphQL type, e.g. PlanSection.</param>
/// <param name="Connection">The root field, e.g. sections.</param>
/// <param name="Rows">All rows, whoever sees them.</param>
/// <param name="Fields">What filters know, without <c>and</c> and <c>or</c>.</param>
internal sealed record FilterType(
    string TypeName, string Connection, Func<PlanModel, IEnumerable<object>> Rows, params IReadOnlyList<FilterField> Fields)
{
    /// <summary>The filter input's name.</summary>
    public string Filter => TypeName + "FilterInput";

    /// <summary>The sort input's name.</summary>
    public string Sort => TypeName + "SortInput";

    public override string ToString() => TypeName;
}
