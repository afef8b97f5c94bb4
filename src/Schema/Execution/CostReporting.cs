namespace KGPlanGraph.Schema.Execution;

/// <summary>The header <c>GraphQL-Cost</c>.</summary>
public enum CostReporting
{
    None,

    /// <summary>The answer carries <c>extensions.operationCost</c>.</summary>
    Report,

    /// <summary>The cost alone is answered; nothing is executed.</summary>
    Validate,
}
