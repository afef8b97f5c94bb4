using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>Runs a mutation's work in one transaction, and keeps its answer under the idempotency key in the same one.</summary>
internal sealed class MutationTransactions(PlanWriter writer, IdempotencyKeys keys, NaturalKeys naturalKeys, MutationMetrics metrics, TimeProvider clock)
{
    // ADMIN by itself acts for no agency, whatever its token says.
    private const Role ActsForAgency = Role.Agency | Role.Coordinator | Role.Approver;

    public async Task<MutationResult> RunAsync(
        string mutation, InputObject input, MutationContext context, Func<MutationScope, CancellationToken, Task<MutationOutcome>> work,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        var author = new ChangeAuthor(caller.Subject, caller.HasAny(ActsForAgency) ? caller.AgencyCode : null);
        var request = IdempotentRequest.Of(mutation, input, caller, author.AgencyCode);
        if (request is not null)
        {
            await keys.PruneAsync(cancellationToken);
        }

        try
        {
            var result = await writer.RunAsync(author, (data, cancellation) => AttemptAsync(data, cancellation), cancellationToken);
            metrics.Count(mutation, result);
            return result;
        }
        catch (Exception fault) when (fault is not RegistersChangedException)
        {
            // An import whose registers changed goes on with another reading.
            metrics.CountFault(mutation);
            throw;
        }

        async Task<WriteOutcome<MutationResult>> AttemptAsync(PlanDbContext data, CancellationToken cancellation)
        {
            var named = await naturalKeys.FindAsync(data, input, cancellation);
            var scope = new MutationScope(data, input, caller, context.Language, clock, named);
            IdempotencyKey? claim = null;
            if (request is { Fault: { } fault })
            {
                scope.Validation.Add(fault);
            }
            else if (request is not null)
            {
                if (await keys.FindAsync(data, request, cancellation) is { } first)
                {
                    return WriteOutcome.Refuse(AnswerAgain(first, request, context));
                }

                claim = await keys.ClaimAsync(data, request, cancellation);
            }

            var outcome = await work(scope, cancellation);
            if (outcome.Errors.Count > 0 || !outcome.IsKept)
            {
                return WriteOutcome.Refuse(Result(outcome, context));
            }

            await data.AssignKeysAsync(cancellation);
            var result = Result(outcome, context);
            if (claim is not null)
            {
                claim.Outcome = StoredResult.ToText(result);
            }

            return WriteOutcome.Keep(result);
        }
    }

    private static MutationResult AnswerAgain(IdempotencyKey first, IdempotentRequest request, MutationContext context) =>
        request.IsAnsweredBy(first)
            ? StoredResult.FromText(first.Outcome)
            : new() { Errors = [IdempotentRequest.UsedOtherwise.In(context.Language)] };

    private static MutationResult Result(MutationOutcome outcome, MutationContext context) => new()
    {
        Objects = outcome.Objects.ToDictionary(named => named.Field, named => named.Object.Id),
        Values = outcome.Values,
        Errors = outcome.Errors.Count == 0 ? null : [.. outcome.Errors.Select(error => error.In(context.Language))],
    };
}
