using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.SignIn;
using KGPlanGraph.Api.Telemetry;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KGPlanGraph.Api.Http;

/// <summary>
/// Finds the caller before anything else looks at the request. No Authorization header, or one of another scheme than Bearer: whoever has signed in on
/// the page that asks, otherwise anonymous.
/// A bad token, also beside a good one, ends the request here with 401.
/// </summary>
internal sealed class CallerMiddleware(
    RequestDelegate next, ITokenVerifier verifier, CallerWarnings warnings, ILogger<CallerMiddleware> log, RequestRecords? records = null, SessionCallers? sessions = null)
{
    private const string Scheme = "Bearer";

    public Task InvokeAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (!NamesScheme(header))
        {
            return sessions is null ? next(context) : GoOnWithSessionAsync(context, sessions);
        }

        var startedAt = records?.Now ?? 0;
        if (TokenOf(header) is not { } token)
        {
            return RefuseAsync(context, TokenFailure.Malformed, startedAt);
        }

        var verification = verifier.VerifyAsync(token, context.RequestAborted);
        return verification.IsCompletedSuccessfully ? GoOnAsync(context, verification.Result, startedAt) : AwaitAsync(context, verification, startedAt);
    }

    private async Task GoOnWithSessionAsync(HttpContext context, SessionCallers sessions)
    {
        // Whose answer it is hangs on the cookie too; a header that is set before would be replaced.
        context.Response.OnStarting(static response =>
        {
            ((HttpResponse)response).Headers.Append(HeaderNames.Vary, $"{HeaderNames.Cookie}, {SessionCallers.Header}");
            return Task.CompletedTask;
        }, context.Response);
        var startedAt = records?.Now ?? 0;
        if (await sessions.FindAsync(context) is { } result)
        {
            await GoOnAsync(context, result, startedAt);
            return;
        }

        await next(context);
    }

    private async Task AwaitAsync(HttpContext context, Task<TokenResult> verification, long startedAt) =>
        await GoOnAsync(context, await verification, startedAt);

    private Task GoOnAsync(HttpContext context, TokenResult result, long startedAt)
    {
        if (result.Caller is not { } caller)
        {
            return RefuseAsync(context, result.Failure ?? TokenFailure.Malformed, startedAt);
        }

        warnings.Look(caller);
        context.Features.Set(caller);
        return next(context);
    }

    private async Task RefuseAsync(HttpContext context, TokenFailure failure, long startedAt)
    {
        log.LogInformation("Token refused: {Failure}", failure);
        await TokenRefusal.WriteAsync(context, failure);
        records?.AddToken(context, Transport.Http, failure, startedAt);
    }

    /// <summary>A gateway may have joined several headers with commas.</summary>
    private static bool NamesScheme(StringValues header)
    {
        foreach (var value in header)
        {
            if (value is not null && (StartsWithScheme(value) || (value.Contains(',') && value.Split(',').Any(part => StartsWithScheme(part.Trim(' '))))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithScheme(string value) => value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && (value.Length == Scheme.Length || value[Scheme.Length] is ' ' or '\t' or ',');

    /// <summary>Null unless there is one header with one token in it: which of two would count is nobody's guess.</summary>
    private static string? TokenOf(StringValues header)
    {
        if (header.Count != 1)
        {
            return null;
        }

        var token = header.ToString()[Scheme.Length..].Trim(' ');
        return token.Length > 0 && !token.AsSpan().ContainsAny(" \t,") ? token : null;
    }
}
