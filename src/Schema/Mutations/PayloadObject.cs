namespace KGPlanGraph.Schema.Mutations;

/// <summary>An object of a payload that is not in the database: a typed error, an import's report.</summary>
/// <param name="TypeName">The GraphQL type.</param>
/// <param name="Fields">Its fields' values, as in <see cref="MutationResult.Values"/>.</param>
public sealed record PayloadObject(string TypeName, IReadOnlyDictionary<string, object?> Fields);
