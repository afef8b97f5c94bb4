using GraphQL.Types;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Input;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Execution;

/// <summary>Runs the fields of a mutation one after the other, each in its own transaction, and reads each payload after its commit.</summary>
internal sealed class MutationExecution(
    IEnumerable<IMutation> mutations, IReadStore store, ReadMetrics metrics, TimeProvider clock, GraphQLOptions options)
{
    private readonly Dictionary<string, IMutation> mutations = mutations.ToDictionary(mutation => mutation.Name);
    private readonly BatchRunner reader = new(store, metrics);

    public async ValueTask<OperationResult> RunAsync(
        OperationVariant form, Caller caller, Language language, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        var json = new JsonBuffer();
        var errors = new List<GraphQLError>();
        var isNull = false;
        var rows = 0;
        var statements = 0;
        var isWritten = false;
        try
        {
            foreach (var field in form.Fields)
            {
                json.Raw(json.Length == 0 ? (byte)'{' : (byte)',');
                json.String(field.ResponseKey);
                json.Raw((byte)':');
                if (field.Name == "__typename")
                {
                    json.Raw(OperationCompiler.Quoted(form.RootType.Name));
                    continue;
                }

                var definition = form.RootType.GetField(field.Name)!;
                var payload = Payload(form, field, definition, caller, variables);
                try
                {
                    if (!caller.HasAny(Permissions.Mutations[field.Name]))
                    {
                        throw new InvalidInputException(AuthorizationErrors.For(caller));
                    }

                    var input = (InputObject)new CompiledArguments(definition, field.Field).Value("input", variables)!;
                    var result = await mutations[field.Name].RunAsync(input, new MutationContext(caller, language), cancellationToken)
                        .ConfigureAwait(false);
                    isWritten = true;
                    var (read, sent, takesAll) = await WriteAsync(form, field, payload, result, caller, variables, json, errors, cancellationToken).ConfigureAwait(false);
                    isNull |= takesAll;
                    rows += read;
                    statements += sent;
                }
                catch (InvalidInputException fault)
                {
                    // A payload may not be null, so by the specification all data is; what earlier fields have done stays done.
                    json.Null();
                    isNull = true;
                    errors.Add(fault.Error with { Path = [field.ResponseKey], Locations = [Place(form, field)] });
                }
            }

            json.Raw(json.Length == 0 ? "{}"u8 : "}"u8);
            return new OperationResult(json, errors, isNull, rows, statements);
        }
        catch (Exception fault)
        {
            json.Dispose();
            // Whatever it was, a timeout too: what is committed must not be answered as if it had not been done.
            if (isWritten && fault is not OutcomeUnknownException)
            {
                throw new OutcomeUnknownException(fault);
            }

            throw;
        }
    }

    /// <summary>
    /// The payload's selection, compiled for each call: writes are rare, and cost more than this. Planned once for objects that do not exist, so that what is
    /// too much for a statement is refused before the mutation is done.
    /// </summary>
    /// <exception cref="StatementTooLargeException">The payload cannot be read.</exception>
    private CompiledOperation Payload(
        OperationVariant form, SelectedField field, FieldType definition, Caller caller, IReadOnlyDictionary<string, object?> variables)
    {
        var operation = new PayloadCompiler(form.Compiler()).Compile(field, (IObjectGraphType)definition.ResolvedType!.GetNamedGraphType());
        var none = new ObjectId("", 0, null);
        var keys = operation.Levels.Select(level => level.Field.Name.StringValue).Distinct().ToDictionary(name => name, _ => none);
        reader.Plan(operation, new ArgumentBinder(caller, variables, options.MaxPageSize).Bind(operation, VietnamDay.Today(clock), keys));
        return operation;
    }

    private async ValueTask<(int Rows, int Statements, bool IsNull)> WriteAsync(
        OperationVariant form, SelectedField field, CompiledOperation operation, MutationResult result, Caller caller,
        IReadOnlyDictionary<string, object?> variables, JsonBuffer json, List<GraphQLError> errors, CancellationToken cancellationToken)
    {
        var bound = new ArgumentBinder(caller, variables, options.MaxPageSize, result.KeysOfParts())
            .Bind(operation, VietnamDay.Today(clock), result.Objects.ToDictionary(named => named.Key, named => new ObjectId("", named.Value, null)));
        reader.Plan(operation, bound);
        using var context = await reader.ReadAsync(bound, caller, afterOwnWrite: true, cancellationToken).ConfigureAwait(false);
        context.Mutation = result;
        var rooted = new JsonBuffer();
        rooted.Raw("{"u8);
        rooted.String(field.ResponseKey);
        rooted.Raw(":"u8);
        var start = rooted.Length;
        operation.Root.Write(rooted, context, null!);
        rooted.Raw("}"u8);
        var (payload, faults, isNull) = FieldErrors.Resolve(rooted, form, operation, bound);
        using (payload)
        {
            errors.AddRange(faults);
            if (isNull)
            {
                json.Null();
            }
            else
            {
                json.Raw(payload.Written[start..^1]);
            }
        }

        return (context.Rows, bound.Statements.Count, isNull);
    }

    private static (int Line, int Column) Place(OperationVariant form, SelectedField field)
    {
        var location = GraphQLParser.Location.FromLinearPosition(form.Document.Source, field.Field.Location.Start);
        return (location.Line, location.Column);
    }
}
