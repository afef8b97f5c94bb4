using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;

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

/// <summary>A mutation as a piece of work inside one transaction.</summary>
/// <remarks>
/// All look at things in the same order, and stop at the first step that refuses:
/// <list type="number">
/// <item>the role (before this class is reached), and whether the idempotency key has an answer already;</item>
/// <item>the object: it is there for the caller (XNotFoundError);</item>
/// <item>its version (VersionConflictError);</item>
/// <item>whose it is, who is assigned to it (NotOwnerError, NotAssignedError);</item>
/// <item>its state and its plan's (InvalidStateError, PlanNotInForceError, PlanNotDraftError);</item>
/// <item>the input: all its problems together (ValidationErrors, references that lead nowhere, codes that are taken).</item>
/// </list>
/// </remarks>
internal abstract class Mutation(MutationTransactions transactions) : IMutation
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>What runs its work.</summary>
    private protected MutationTransactions Transactions { get; } = transactions;

    /// <inheritdoc/>
    public virtual Task<MutationResult> RunAsync(InputObject input, MutationContext context, CancellationToken cancellationToken) =>
        Transactions.RunAsync(Name, input, context, WorkAsync, cancellationToken);

    /// <summary>Does the work; runs again with a fresh scope where another writer came between.</summary>
    protected abstract Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken);
}

/// <summary>Who asks for a mutation, and in which language it is answered.</summary>
public sealed record MutationContext(Caller Caller, Language Language);
