using KGPlanGraph.Schema.Compilation.Input;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>One field of Mutation. Whether the caller has the role for it has been decided (<see cref="Authorization.Permissions.Mutations"/>).</summary>
public interface IMutation
{
    /// <summary>The field's name.</summary>
    string Name { get; }

    /// <summary>Runs it, in one transaction.</summary>
    /// <param name="input">The coerced <c>input</c> argument; absent fields are absent.</param>
    /// <param name="context">Who asks, and in which language.</param>
    /// <param name="cancellationToken">Ends it; a transaction that has been committed stays.</param>
    /// <returns>What was done, or why not: a refusal is no exception.</returns>
    Task<MutationResult> RunAsync(InputObject input, MutationContext context, CancellationToken cancellationToken);
}
