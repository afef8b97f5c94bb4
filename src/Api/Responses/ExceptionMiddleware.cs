using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Responses;

/// <summary>
/// The outermost layer: whatever is thrown is logged here, once, and answered as HC0008 with the trace id under which it was logged. Nothing of
/// the exception leaves, in Development neither.
/// </summary>
internal sealed class ExceptionMiddleware(RequestDelegate next, ILogger<ExceptionMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (FaultOfHttp(exception) is { } fault)
        {
            await AnswerAsync(context, OfHttp(fault), AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone, and whatever was under way has ended with it: there is nobody to answer and nothing to mend.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception exception)
        {
            var traceId = Traces.IdOf(context);
            logger.LogError(exception, "Unexpected error, answered as {Code}, trace {TraceId}", ErrorCodes.UnexpectedFault, traceId);
            var refusal = DatabaseFailures.IsUnavailable(exception) ? Unavailable(traceId) : Unexpected(StatusOf(exception), traceId);
            await AnswerAsync(context, refusal, AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage));
        }
    }

    /// <summary>What this layer will answer, for the access record. The code is null where the caller has gone.</summary>
    public static (int Status, string? Code) OutcomeOf(HttpContext context, Exception exception) => exception switch
    {
        _ when FaultOfHttp(exception) is { } http => (http.StatusCode, ErrorCodes.InvalidRequest),
        _ when context.RequestAborted.IsCancellationRequested => (StatusCodes.Status499ClientClosedRequest, null),
        _ => (StatusOf(exception), ErrorCodes.UnexpectedFault),
    };

    // Kestrel tells of most malformed bodies by BadHttpRequestException, and of a chunk whose size overflows by an IOException.
    private static BadHttpRequestException? FaultOfHttp(Exception exception) => exception switch
    {
        BadHttpRequestException fault => fault,
        IOException { InnerException: OverflowException } => new BadHttpRequestException(exception.Message, exception),
        _ => null,
    };

    private static int StatusOf(Exception exception) =>
        DatabaseFailures.IsUnavailable(exception) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;

    /// <summary>The answer to whatever nobody has foreseen.</summary>
    public static Refusal Unexpected(int status, string traceId)
    {
        var error = new GraphQLError(ErrorCodes.UnexpectedFault, new("Unexpected Execution Error", "Lỗi thực thi ngoài dự kiến"));
        return new(status, error with { Extensions = [new("traceId", traceId)] });
    }

    /// <summary>The answer while the database is out of reach.</summary>
    public static Refusal Unavailable(string traceId) =>
        new(StatusCodes.Status503ServiceUnavailable, DatabaseErrors.Unavailable with { Extensions = [new("traceId", traceId)] });

    /// <summary>What the server finds wrong with the HTTP itself, such as a body that never ends or is too large.</summary>
    private static Refusal OfHttp(BadHttpRequestException exception) => exception.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? Refusal.BodyTooLarge
        : Refusal.Invalid(exception.StatusCode, "The HTTP request is incomplete or malformed.", "Yêu cầu HTTP bị ngắt hoặc sai dạng.");

    private static async Task AnswerAsync(HttpContext context, Refusal refusal, Language language)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        context.Response.Clear();
        if (Problem.IsWanted(context))
        {
            await Problem.WriteAsync(context, refusal, language, Traces.IdOf(context));
            return;
        }

        using var response = refusal.In(language);
        await ResponseWriter.WriteAsync(context, response, AcceptedFormats.Of(context.Request.Headers.Accept).Json, mayBeKept: false);
    }
}
