using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Costs;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Subscriptions;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Schema.Execution;

/// <summary>
/// The path of a request:
/// <list type="number">
/// <item>find the whole answer, if it is kept for the present state of the data;</item>
/// <item>find the document by its bytes, or check, parse and validate it;</item>
/// <item>find the operation, coerce its variables;</item>
/// <item>find its compiled form for this kind of caller, or compile it; refuse it where it costs too much;</item>
/// <item>run it: a query in one round trip, a mutation field by field.</item>
/// </list>
/// </summary>
internal sealed class GraphQLExecutor(
    DocumentCache documents, DocumentParser parser, QueryExecution queries, MutationExecution mutations, SubscriptionExecution subscriptions,
    ExecutorOptions options, GraphQLOptions limits, ResponseCache answers, CacheMetrics metrics, TimeProvider clock,
    ILogger<GraphQLExecutor> logger) : IGraphQLExecutor
{
    public ValueTask<GraphQLResponse> ExecuteAsync(GraphQLRequest request, CancellationToken cancellationToken)
    {
        // 1. The whole answer.
        if (request.Cost != CostReporting.None || !answers.TryVersion(out var version))
        {
            return ExecuteAsync(request, null, cancellationToken);
        }

        var key = ResponseKey.Of(request, VietnamDay.Today(clock));
        var answer = answers.Find(version, key);
        metrics.Answers.Count(answer is not null);
        return answer is not null
            ? new ValueTask<GraphQLResponse>(new CachedResponse(answer))
            : ExecuteAsync(request, answers.IsRepeated(key) ? (version, key) : null, cancellationToken);
    }

    private async ValueTask<GraphQLResponse> ExecuteAsync(
        GraphQLRequest request, (long Version, ResponseKey Key)? keepAs, CancellationToken cancellationToken)
    {
        // 2. The document.
        var isKnown = documents.TryGet(request.Document.Span, out var document);
        metrics.Documents.Count(isKnown);
        if (document is null)
        {
            var (parsed, errors) = await parser.ParseAsync(request.Document).ConfigureAwait(false);
            if (parsed is null)
            {
                return NoDocument(request, errors);
            }

            document = documents.Add(request.Document.Span, parsed);
        }

        // 3. The operation and its variables.
        if (document.Operation(request.OperationName) is not { } operation)
        {
            return Refused(request, [NoSuchOperation(request.OperationName)]);
        }

        if (request.ReadOnly && operation.Kind == OperationKind.Mutation)
        {
            return BufferedResponse.Refused([MutationByGet], request.Language, operation.Kind, Summary(document, operation, MutationByGet.Code), 405);
        }

        IReadOnlyDictionary<string, object?> variables;
        try
        {
            variables = operation.Variables.Coerce(request.Variables);
        }
        catch (InvalidInputException fault)
        {
            return Refused(request, [fault.Error], document, operation);
        }

        // 4. The compiled form.
        var form = operation.For(request.Caller, variables, out var isCompiled);
        metrics.Variants.Count(isCompiled);
        if (form.Introspects && !request.Caller.IsAuthenticated && !options.AnonymousIntrospection)
        {
            return Refused(request, [IntrospectionNotAllowed], document, operation);
        }

        OperationCost cost;
        try
        {
            cost = form.Cost.Sum(variables);
            if (!isCompiled)
            {
                documents.Weigh(request.Document.Span);
            }

            var (maxFieldCost, maxTypeCost) = limits.Budget(request.Caller);
            if (request.Cost != CostReporting.Validate && form.Cost.Check(cost, maxFieldCost, maxTypeCost, variables) is { } tooCostly)
            {
                return Refused(request, [tooCostly], document, operation, cost);
            }
        }
        catch (InvalidInputException fault)
        {
            return Refused(request, [fault.Error], document, operation);
        }

        if (request.Cost == CostReporting.Validate)
        {
            return BufferedResponse.CostOnly(CostExtension(cost), operation.Kind, Summary(document, operation, null, cost));
        }

        // 5. The answer.
        request.Usage.FieldCost = cost.Field;
        StatementTime.Current = request.Usage.Statements;
        try
        {
            var response = await RunAsync(request, document, operation, form, cost, variables, cancellationToken).ConfigureAwait(false);
            if (response.Body.Length > limits.MaxResponseBytes)
            {
                response.Dispose();
                return operation.Kind == OperationKind.Mutation
                    ? Failed(request, document, operation, new OutcomeUnknownException(new ResponseTooLargeException()))
                    : Refused(request, [LimitErrors.TooManyBytes(limits.MaxResponseBytes)], document, operation, cost);
            }

            if (keepAs is { } keep && operation.Kind == OperationKind.Query && !form.NamesCaller)
            {
                Keep(keep.Version, keep.Key, response);
            }

            return response;
        }
        catch (OutcomeUnknownException fault)
        {
            // Also where the request was cancelled meanwhile: it must not look as if nothing had been done.
            return Failed(request, document, operation, fault);
        }
        catch (MutationFailedException fault)
        {
            return PartlyDone(request, document, operation, cost, fault);
        }
        catch (ChangesLostException)
        {
            return Refused(request, [ChangesLostException.Error], document, operation);
        }
        catch (StatementTooLargeException fault)
        {
            return Refused(request, [TooLarge(fault)], document, operation, cost);
        }
        catch (ResponseTooLargeException)
        {
            return Refused(request, [LimitErrors.TooManyBytes(limits.MaxResponseBytes)], document, operation, cost);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Failed(request, document, operation, fault);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A statement that was cancelled fails in the provider's own way.
            throw new OperationCanceledException("The request was cancelled.", fault, cancellationToken);
        }
    }

    private async ValueTask<GraphQLResponse> RunAsync(
        GraphQLRequest request, CachedDocument document, CachedOperation operation, OperationVariant form, OperationCost cost,
        IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        if (operation.Kind == OperationKind.Subscription)
        {
            return await subscriptions.BeginAsync(
                request, form, variables, code => Summary(document, operation, code, cost), cancellationToken)
                .ConfigureAwait(false);
        }

        using var answer = operation.Kind == OperationKind.Mutation
            ? await mutations.RunAsync(form, request.Caller, request.Language, variables, cancellationToken).ConfigureAwait(false)
            : await queries.RunAsync(form, request.Caller, variables, cancellationToken).ConfigureAwait(false);
        var summary = new OperationSummary(
            operation.Name, document.Hash, cost.Field, cost.Type, answer.Rows, answer.Statements,
            answer.Errors.Count > 0 ? answer.Errors[0].Code : null, false);
        return BufferedResponse.Executed(
            answer.IsNull ? default : answer.Data.Written, answer.Errors, operation.Kind, request.Language, summary,
            request.Cost == CostReporting.Report ? CostExtension(cost) : default);
    }

    private void Keep(long version, in ResponseKey key, GraphQLResponse response)
    {
        if (response.Body.Length <= ResponseCache.MaxBodyBytes && response.EntityTag is { } tag)
        {
            answers.Put(version, key, new CachedBody(
                response.Body.ToArray(), tag, response.Summary! with { FromCache = true, Rows = 0, Statements = 0 }));
        }
    }

    private BufferedResponse Failed(GraphQLRequest request, CachedDocument document, CachedOperation operation, Exception fault)
    {
        var (error, status) = ErrorOf(request, document, operation, fault);
        return BufferedResponse.Refused([error], request.Language, operation.Kind, Summary(document, operation, error.Code), status);
    }

    private BufferedResponse PartlyDone(
        GraphQLRequest request, CachedDocument document, CachedOperation operation, OperationCost cost, MutationFailedException fault)
    {
        var (error, status) = ErrorOf(request, document, operation, fault.InnerException!);
        using var answer = fault.Result(error);
        var summary = new OperationSummary(operation.Name, document.Hash, cost.Field, cost.Type, answer.Rows, answer.Statements, error.Code, false);
        return BufferedResponse.Executed(
            answer.IsNull ? default : answer.Data.Written, answer.Errors, operation.Kind, request.Language, summary, default, status);
    }

    private (GraphQLError Error, int Status) ErrorOf(GraphQLRequest request, CachedDocument document, CachedOperation operation, Exception fault)
    {
        logger.LogError(fault, "Operation {Operation} of document {Document} failed, trace {TraceId}", operation.Name, document.Hash, request.TraceId);
        var (error, status) = fault switch
        {
            OutcomeUnknownException => (DatabaseErrors.OutcomeUnknown, 503),
            RegistersChangedException => (DatabaseErrors.RegistersChanged, 503),
            OperationCanceledException => (DatabaseErrors.NotDone, 503),
            _ when DatabaseFailures.IsUnavailable(fault) => (DatabaseErrors.Unavailable, 503),
            _ => (Unexpected, 500),
        };
        return (error with { Extensions = request.TraceId is null ? [] : [new("traceId", request.TraceId)] }, status);
    }

    private static BufferedResponse Refused(
        GraphQLRequest request, IReadOnlyList<GraphQLError> errors, CachedDocument? document = null, CachedOperation? operation = null,
        OperationCost cost = default)
    {
        return BufferedResponse.Refused(
            Shown(request, errors), request.Language, operation?.Kind,
            document is null || operation is null ? null : Summary(document, operation, errors[0].Code, cost));
    }

    // Nothing is known of it but its text, which the record of who asked what has the hash of.
    private static BufferedResponse NoDocument(GraphQLRequest request, IReadOnlyList<GraphQLError> errors) => BufferedResponse.Refused(
        Shown(request, errors), request.Language,
        summary: new(null, DocumentParser.HashOf(request.Document.Span), 0, 0, 0, 0, errors[0].Code, false));

    // Suggestions name what is in the schema, which only a token opens.
    private static IReadOnlyList<GraphQLError> Shown(GraphQLRequest request, IReadOnlyList<GraphQLError> errors) =>
        request.Caller.IsAuthenticated ? errors : [.. errors.Select(ValidationMessages.WithoutSuggestions)];

    private static OperationSummary Summary(CachedDocument document, CachedOperation operation, string? code, OperationCost cost = default) =>
        new(operation.Name, document.Hash, cost.Field, cost.Type, 0, 0, code, false);

    // Produces: "operationCost":{"fieldCost":71,"typeCost":52}
    private static byte[] CostExtension(OperationCost cost) =>
        System.Text.Encoding.UTF8.GetBytes(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"\"operationCost\":{{\"fieldCost\":{cost.Field},\"typeCost\":{cost.Type}}}"));

    private static GraphQLError NoSuchOperation(string? name) => new(ErrorCodes.InvalidRequest, name is null
        ? new("The document has several operations; say which one with operationName.", "Truy vấn có nhiều thao tác; hãy nêu tên thao tác bằng operationName.")
        : new($"The document has no operation '{name}'.", $"Truy vấn không có thao tác '{name}'."));

    private static GraphQLError TooLarge(StatementTooLargeException fault) => new(ErrorCodes.InvalidRequest, new(
        $"This cannot be read in one request: {fault.Message}. Send several requests.",
        $"Không đọc được trong một lần: {fault.Message}. Hãy chia thành nhiều yêu cầu."));

    private static readonly GraphQLError Unexpected =
        new(ErrorCodes.UnexpectedFault, new("Unexpected Execution Error", "Lỗi thực thi ngoài dự kiến"));

    private static readonly GraphQLError MutationByGet = new(ErrorCodes.InvalidRequest, new(
        "A mutation must be sent by POST.", "Thao tác mutation phải gửi bằng POST."));

    private static readonly GraphQLError IntrospectionNotAllowed = new(ErrorCodes.IntrospectionNotAllowed, new(
        "Introspection needs a token: Authorization: Bearer ….", "Xem lược đồ cần mã truy cập: Authorization: Bearer …."));
}

/// <summary>What the environment decides of execution.</summary>
/// <param name="AnonymousIntrospection">Whether introspection needs no token: in Development.</param>
public sealed record ExecutorOptions(bool AnonymousIntrospection);
