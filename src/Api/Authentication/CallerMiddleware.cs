using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// Finds the caller before anything else looks at the request. No Authorization header, or one of another scheme than Bearer: anonymous.
/// A bad token, also beside a good one, ends the request here with 401.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, ITokenVerifier verifier, ILogger<CallerMiddleware> log)
{
    private const string Scheme = "Bearer";

    public Task InvokeAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (!NamesScheme(header))
        {
            return next(context);
        }

        if (TokenOf(header) is not { } token)
        {
            return RefuseAsync(context, TokenFailure.Malformed);
        }

        var verification = verifier.VerifyAsync(token, context.RequestAborted);
        return verification.IsCompletedSuccessfully ? GoOnAsync(context, verification.Result) : AwaitAsync(context, verification);
    }

    private async Task AwaitAsync(HttpContext context, Task<TokenResult> verification) => await GoOnAsync(context, await verification);

    private Task GoOnAsync(HttpContext context, TokenResult result)
    {
        if (result.Caller is not { } caller)
        {
            return RefuseAsync(context, result.Failure ?? TokenFailure.Malformed);
        }

        context.Features.Set(caller);
        return next(context);
    }

    private Task RefuseAsync(HttpContext context, TokenFailure failure)
    {
        log.LogInformation("Token refused: {Failure}", failure);
        return TokenRefusal.WriteAsync(context, failure);
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
