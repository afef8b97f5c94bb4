using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Authentication;

/// <summary>Says whose a token is. HTTP's header and the WebSocket's <c>connection_init</c> go through the same one.</summary>
public interface ITokenVerifier
{
    /// <summary>
    /// Verifies a compact JWT, without the scheme before it. It throws for nothing that a client sent. A token seen before costs a hash
    /// and a look-up; a new one a signature check, and, where its key is unknown, one reading of the authority's keys.
    /// </summary>
    Task<TokenResult> VerifyAsync(string token, CancellationToken cancellationToken);
}

/// <summary>What became of a token: a caller, or the reason why there is none.</summary>
/// <param name="Caller">The token's bearer; its <see cref="Caller.ExpiresAt"/> is the token's end. Null with a <paramref name="Failure"/>.</param>
/// <param name="Failure">Null for a good token.</param>
public sealed record TokenResult(Caller? Caller, TokenFailure? Failure)
{
    /// <summary>The result of a token that is refused.</summary>
    public static TokenResult Refused(TokenFailure failure) => new(null, failure);
}

/// <summary>Why a token is not accepted.</summary>
public enum TokenFailure
{
    /// <summary>Not a signed JWT, or larger than <see cref="TokenVerifier.LongestToken"/>.</summary>
    Malformed,

    /// <summary>Signed with an algorithm other than RS, PS or ES with 256, 384 or 512 bits.</summary>
    Algorithm,

    Issuer,
    Audience,

    /// <summary>Signed with a key that the issuer does not publish.</summary>
    UnknownKey,

    Signature,

    /// <summary>Without <c>exp</c>.</summary>
    NoExpiry,

    Expired,
    NotYetValid,

    /// <summary>Without <c>sub</c>, <c>client_id</c> and <c>azp</c>.</summary>
    NoSubject,

    /// <summary>The token may be good: the authority's keys have never been read yet, and are out of reach.</summary>
    AuthorityOutOfReach,
}

/// <summary>What a client is told of a token that is not accepted.</summary>
public static class TokenFailures
{
    /// <summary>The message for <paramref name="failure"/>; it repeats nothing of the token.</summary>
    public static LocalizedText MessageFor(TokenFailure failure) => failure switch
    {
        TokenFailure.Algorithm => new(
            "The token's signature algorithm is not accepted; sign with RS, PS or ES and 256, 384 or 512 bits.",
            "Thuật toán ký của mã truy cập không được chấp nhận; hãy ký bằng RS, PS hoặc ES với 256, 384 hoặc 512 bit."),
        TokenFailure.Issuer => new(
            "The token comes from an issuer that this service does not trust.",
            "Mã truy cập do một bên mà dịch vụ này không tin cậy phát hành."),
        TokenFailure.Audience => new(
            "The token is meant for another service.",
            "Mã truy cập dành cho một dịch vụ khác."),
        TokenFailure.UnknownKey => new(
            "The token is signed with a key that its issuer does not publish.",
            "Mã truy cập được ký bằng khóa mà bên phát hành không công bố."),
        TokenFailure.Signature => new(
            "The token's signature does not match its content.",
            "Chữ ký của mã truy cập không khớp với nội dung."),
        TokenFailure.NoExpiry => new(
            "The token has no time of expiry (exp).",
            "Mã truy cập không có thời điểm hết hạn (exp)."),
        TokenFailure.Expired => new(
            "The token has expired; get a new one.",
            "Mã truy cập đã hết hạn; hãy lấy mã mới."),
        TokenFailure.NotYetValid => new(
            "The token is not valid yet; compare the clocks.",
            "Mã truy cập chưa có hiệu lực; hãy kiểm tra lại đồng hồ."),
        TokenFailure.NoSubject => new(
            "The token does not say whose it is (sub, client_id or azp).",
            "Mã truy cập không cho biết chủ thể (sub, client_id hoặc azp)."),
        TokenFailure.AuthorityOutOfReach => new(
            "The token cannot be checked: the signing keys of its issuer are out of reach. Try again shortly.",
            "Không thể kiểm tra mã truy cập: chưa lấy được khóa ký của bên phát hành. Hãy thử lại sau."),
        _ => new(
            "The Authorization header does not carry one signed JWT: Authorization: Bearer TOKEN.",
            "Tiêu đề Authorization không mang đúng một JWT đã ký: Authorization: Bearer TOKEN."),
    };
}

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
        var language = AcceptedLanguage.Of(request.AcceptLanguage);
        if (Problem.IsWanted(context))
        {
            await Problem.WriteAsync(context, new Refusal(status, error), language, Traces.IdOf(context));
            return;
        }

        using var response = new Refusal(status, error).In(language);
        await ResponseWriter.WriteAsync(context, response, AcceptedFormats.Of(request.Accept).Json, mayBeKept: false);
    }
}
