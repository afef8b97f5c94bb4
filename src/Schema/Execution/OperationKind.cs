namespace KGPlanGraph.Schema.Execution;

/// <summary>The specification's operation types.</summary>
public enum OperationKind
{
    Query,
    Mutation,
    Subscription,
}
