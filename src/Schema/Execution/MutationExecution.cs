using GraphQL.Types;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Roots;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Execution;

/// <summary>
/// Runs a mutation:
/// <list type="number">
/// <item>every field is prepared: rights, input, its payload compiled and planned, so that what is wrong with the request is found before anything is done;</item>
/// <item>the fields run one after the other, each in its own transaction, and each payload is read after its commit;</item>
/// <item>a fault behind a commit is told as an unknown outcome, never as if nothing had been done; what was done before it is answered.</item>
/// </list>
/// </summary>
internal sealed class MutationExecution(
    IEnumerable<IMutation> mutations, IReadStore store, ReadMetrics metrics, TimeProvider clock, GraphQLOptions options)
{
    private readonly Dictionary<string, IMutation> mutations = mutations.ToDictionary(mutation => mutation.Name);
    private readonly BatchRunner reader = new(store, metrics, options.MaxResponseBytes);

    /// <exception cref="MutationFailedException">A field failed after others had been done.</exception>
    /// <exception cref="OutcomeUnknownException">The only field that was run failed behind its commit.</exception>
    public async ValueTask<OperationResult> RunAsync(
        OperationVariant form, Caller caller, Language language, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        // 1.
        var errors = new List<GraphQLError>();
        var fields = form.Fields.Select(field => Prepare(form, field, caller, variables, errors)).ToList();
        var progress = new MutationProgress(errors);
        if (errors.Count > 0)
        {
            // A payload may not be null, so by the specification all data is.
            return progress.Result(isNull: true);
        }

        // 2.
        foreach (var field in fields)
        {
            progress.Json.Raw(progress.Json.Length == 0 ? (byte)'{' : (byte)',');
            progress.Json.String(field.Selection.ResponseKey);
            progress.Json.Raw((byte)':');
            if (field.Payload is null)
            {
                progress.Json.Raw(OperationCompiler.Quoted(form.RootType.Name));
                continue;
            }

            try
            {
                await RunAsync(form, field, caller, language, variables, progress, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (progress.Done > 0)
            {
                // 3.
                throw new MutationFailedException(progress, field.Selection, [.. fields.SkipWhile(each => each != field).Skip(1).Select(each => each.Selection)], fault);
            }
            catch
            {
                progress.Json.Dispose();
                throw;
            }
        }

        progress.Json.Raw(progress.Json.Length == 0 ? "{}"u8 : "}"u8);
        return progress.Result(isNull: false);
    }

    private PreparedMutation Prepare(
        OperationVariant form, SelectedField field, Caller caller, IReadOnlyDictionary<string, object?> variables, List<GraphQLError> errors)
    {
        if (field.Name == "__typename")
        {
            return new PreparedMutation(field, null, null);
        }

        var definition = form.RootType.GetField(field.Name)!;
        try
        {
            var needed = Permissions.Mutations[field.Name];
            if (!caller.HasAny(needed))
            {
                throw new InvalidInputException(AuthorizationErrors.For(caller, needed));
            }

            var input = (InputObject)new CompiledArguments(definition, field.Field).Value("input", variables)!;
            // A payload is compiled for each call: writes are rare, and cost more than this.
            var payload = new PayloadCompiler(form.Compiler(), RootFields.Nodes).Compile(field, (IObjectGraphType)definition.ResolvedType!.GetNamedGraphType());
            foreach (var (path, error) in FindFaults(payload, caller, variables))
            {
                errors.Add(error with { Path = [.. path], Locations = [Place(form, field)] });
            }

            return new PreparedMutation(field, input, payload);
        }
        catch (InvalidInputException fault)
        {
            errors.Add(fault.Error with { Path = [field.ResponseKey], Locations = [Place(form, field)] });
            return new PreparedMutation(field, null, null);
        }
    }

    // What any object of the payload would be read with; which ones there will be is not known yet. Throws for what no statement can hold.
    private IEnumerable<(IReadOnlyList<string> Path, GraphQLError Error)> FindFaults(
        CompiledOperation payload, Caller caller, IReadOnlyDictionary<string, object?> variables)
    {
        var none = new ObjectId("", 0, null);
        var keys = payload.Levels.Select(level => level.Field.Name.StringValue).Distinct().ToDictionary(name => name, _ => none);
        var bound = new ArgumentBinder(new(caller, variables, options.MaxPageSize, keys)).Bind(payload, VietnamDay.Today(clock));
        reader.Plan(payload, bound);
        return bound.Faults is null
            ? []
            : payload.Levels.Where(level => bound.Faults[level.Select.Index] is not null).Select(level => (level.Path, bound.Faults[level.Select.Index]!));
    }

    private async ValueTask RunAsync(
        OperationVariant form, PreparedMutation field, Caller caller, Language language, IReadOnlyDictionary<string, object?> variables,
        MutationProgress progress, CancellationToken cancellationToken)
    {
        var result = await mutations[field.Selection.Name].RunAsync(field.Input!, new MutationContext(caller, language), cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadPayloadAsync(form, field, result, caller, variables, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (result.Errors is null && fault is not OutcomeUnknownException)
        {
            throw new OutcomeUnknownException(fault);
        }

        progress.Done++;
    }

    private async ValueTask ReadPayloadAsync(
        OperationVariant form, PreparedMutation field, MutationResult result, Caller caller, IReadOnlyDictionary<string, object?> variables,
        MutationProgress progress, CancellationToken cancellationToken)
    {
        var keys = result.Objects.ToDictionary(named => named.Key, named => new ObjectId("", named.Value, null));
        var bound = new ArgumentBinder(new(caller, variables, options.MaxPageSize, keys, result.KeysOfParts())).Bind(field.Payload!, VietnamDay.Today(clock));
        reader.Plan(field.Payload!, bound);
        using var context = await reader.ReadAsync(bound, caller, afterOwnWrite: true, cancellationToken).ConfigureAwait(false);
        context.Mutation = result;
        var rooted = new JsonBuffer { Limit = options.MaxResponseBytes };
        rooted.Raw("{"u8);
        rooted.String(field.Selection.ResponseKey);
        rooted.Raw(":"u8);
        var start = rooted.Length;
        field.Payload!.Root.Write(rooted, context, null!);
        rooted.Raw("}"u8);
        var (payload, faults, isNull) = FieldErrors.Resolve(rooted, form, field.Payload, bound);
        using var written = payload;
        progress.Errors.AddRange(faults);
        progress.IsNull |= isNull;
        progress.Json.Raw(isNull ? "null"u8 : payload.Written[start..^1]);
        progress.Rows += context.Rows;
        progress.Statements += bound.Statements.Count;
    }

    private static (int Line, int Column) Place(OperationVariant form, SelectedField field)
    {
        var location = GraphQLParser.Location.FromLinearPosition(form.Document.Source, field.Field.Location.Start);
        return (location.Line, location.Column);
    }

    private sealed record PreparedMutation(SelectedField Selection, InputObject? Input, CompiledOperation? Payload);
}

/// <summary>What has been answered of a mutation's fields so far.</summary>
internal sealed class MutationProgress(List<GraphQLError> errors)
{
    /// <summary>The data, to be closed.</summary>
    public JsonBuffer Json { get; } = new();

    public List<GraphQLError> Errors { get; } = errors;

    /// <summary>Whether a payload was null, which takes all data with it.</summary>
    public bool IsNull { get; set; }

    /// <summary>Fields that have been run and answered.</summary>
    public int Done { get; set; }

    public int Rows { get; set; }

    public int Statements { get; set; }

    public OperationResult Result(bool isNull) => new(Json, Errors, isNull || IsNull, Rows, Statements);
}

/// <summary>A field of a mutation failed after others had been done. It carries what they are answered with.</summary>
internal sealed class MutationFailedException(MutationProgress progress, SelectedField failed, IReadOnlyList<SelectedField> notRun, Exception fault)
    : Exception("A field of a mutation failed after others had been done.", fault)
{
    /// <summary>The answer: those that were done, null for the one that failed and for those that were not run.</summary>
    /// <param name="error">What became of the one that failed.</param>
    public OperationResult Result(GraphQLError error)
    {
        progress.Json.Null();
        progress.Errors.Add(error with { Path = [failed.ResponseKey] });
        foreach (var field in notRun)
        {
            progress.Json.Raw((byte)',');
            progress.Json.String(field.ResponseKey);
            progress.Json.Raw((byte)':');
            progress.Json.Null();
            progress.Errors.Add(new GraphQLError(error.Code == ErrorCodes.OutcomeUnknown ? ErrorCodes.UnexpectedFault : error.Code, new(
                $"Not run, because '{failed.ResponseKey}' failed before it.", $"Không được thực hiện, vì '{failed.ResponseKey}' trước đó bị lỗi."))
            {
                Path = [field.ResponseKey],
            });
        }

        progress.Json.Raw((byte)'}');
        return progress.Result(isNull: false);
    }
}
