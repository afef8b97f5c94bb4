using KGPlanGraph.Api.Http;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Authentication;

/// <summary>The answer to a bad token: a GraphQL error, and RFC 6750's header.</summary>
internal static class TokenRefusal
{
    /// <summary>Produces: <c>{"errors":[{"message":"…","extensions":{"code":"AUTH_NOT_AUTHENTICATED"}}]}</c></summary>
    internal static async Task WriteAsync(HttpContext context, TokenFailure failure)
    {
        var request = context.Request.Headers;
        var headers = context.Response.Headers;
        int status;
        if (failure == TokenFailure.AuthorityOutOfReach)
        {
            // The token may be good: the client should keep it and try again, not ask its user to sign in.
            status = StatusCodes.Status503ServiceUnavailable;
            headers.RetryAfter = "5";
        }
        else
        {
            status = StatusCodes.Status401Unauthorized;
            headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        }

        var error = new GraphQLError(ErrorCodes.NotAuthenticated, TokenFailures.MessageFor(failure));
        using var response = new Refusal(status, error).In(AcceptedLanguage.Of(request.AcceptLanguage));
        await AnswerWriter.WriteAsync(context, response, AcceptedFormats.Of(request.Accept).Json, mayBeKept: false);
    }
}
