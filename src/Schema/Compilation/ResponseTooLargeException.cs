namespace KGPlanGraph.Schema.Compilation;

/// <summary>An answer would have more bytes than <see cref="Limits.GraphQLOptions.MaxResponseBytes"/>; what there is of it is thrown away.</summary>
public sealed class ResponseTooLargeException() : Exception("The answer is larger than GraphQL:MaxResponseBytes.");
