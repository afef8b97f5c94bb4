using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Execution;

/// <summary>
/// Answers a query: bind the arguments, write the statements, read them in one round trip, write the JSON. A query without variables in its
/// arguments is bound once a day.
/// </summary>
internal sealed class QueryExecution(IReadStore store, ReadMetrics metrics, TimeProvider clock, GraphQLOptions options)
{
    private readonly BatchRunner reader = new(store, metrics, options.MaxResponseBytes);

    public async ValueTask<OperationResult> RunAsync(
        OperationVariant form, Caller caller, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        var operation = form.Query;
        var (bound, read) = await ReadAsync(operation, caller, variables, cancellationToken).ConfigureAwait(false);
        using var context = read;
        if (form.Introspects)
        {
            context.Introspection = await form.IntrospectAsync(variables, cancellationToken).ConfigureAwait(false);
        }

        var json = new JsonBuffer { Limit = options.MaxResponseBytes };
        try
        {
            operation.Root.Write(json, context, null!);
        }
        catch (ResponseTooLargeException)
        {
            json.Dispose();
            throw;
        }

        var (data, errors, isNull) = FieldErrors.Resolve(json, form, operation, bound);
        return new OperationResult(data, errors, isNull, context.Rows, bound.Statements.Count);
    }

    private async ValueTask<(BoundOperation Bound, ResultContext Context)> ReadAsync(
        CompiledOperation operation, Caller caller, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        var bound = Bind(operation, caller, variables);
        try
        {
            return (bound, await reader.ReadAsync(bound, caller, afterOwnWrite: false, cancellationToken).ConfigureAwait(false));
        }
        catch (ChangesLostException)
        {
            // A standby may not have them yet: what is lost, the primary alone can say.
        }

        try
        {
            return (bound, await reader.ReadAsync(bound, caller, afterOwnWrite: true, cancellationToken).ConfigureAwait(false));
        }
        catch (ChangesLostException fault)
        {
            // A field's fault: its siblings are read all the same.
            bound = new ArgumentBinder(new(caller, variables, options.MaxPageSize)).Bind(operation, VietnamDay.Today(clock), lost: fault.Levels);
            reader.Plan(operation, bound);
            return (bound, await reader.ReadAsync(bound, caller, afterOwnWrite: true, cancellationToken).ConfigureAwait(false));
        }
    }

    private BoundOperation Bind(CompiledOperation operation, Caller caller, IReadOnlyDictionary<string, object?> variables)
    {
        var today = VietnamDay.Today(clock);
        if (operation.IsFixed && operation.Kept(today) is { } kept)
        {
            return kept;
        }

        var bound = new ArgumentBinder(new(caller, variables, options.MaxPageSize)).Bind(operation, today);
        reader.Plan(operation, bound);
        if (operation.IsFixed)
        {
            operation.Keep(bound);
        }

        return bound;
    }
}
