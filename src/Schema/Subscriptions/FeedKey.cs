using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>What makes subscriptions equal.</summary>
/// <param name="Form">The document's operation, compiled for the caller's rights and agency.</param>
/// <param name="Variables">The variables' JSON as it was sent.</param>
/// <param name="Language">Of errors.</param>
internal readonly record struct FeedKey(CompiledForm Form, string Variables, Language Language);
