using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>Who asks for a mutation, and in which language it is answered.</summary>
public sealed record MutationContext(Caller Caller, Language Language);
