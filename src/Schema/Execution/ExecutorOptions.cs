namespace KGPlanGraph.Schema.Execution;

/// <summary>What the environment decides of execution.</summary>
/// <param name="AnonymousIntrospection">Whether introspection needs no token: in Development.</param>
public sealed record ExecutorOptions(bool AnonymousIntrospection);
