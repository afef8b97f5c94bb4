using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Authentication;

/// <summary>What a client is told of a token that is not accepted.</summary>
public static class TokenFailures
{
    /// <summary>The message for <paramref name="failure"/>; it repeats nothing of the token.</summary>
    public static LocalizedText MessageFor(TokenFailure failure) => failure switch
    {
        TokenFailure.Algorithm => new(
            "The token's signature algorithm is not accepted; sign with RS, PS or ES and 256, 384 or 512 bits.",
            "Thuật toán ký của mã thông báo không được chấp nhận; hãy ký bằng RS, PS hoặc ES với 256, 384 hoặc 512 bit."),
        TokenFailure.Issuer => new(
            "The token comes from an issuer that this service does not trust.",
            "Mã thông báo do một bên mà dịch vụ này không tin cậy phát hành."),
        TokenFailure.Audience => new(
            "The token is meant for another service.",
            "Mã thông báo dành cho một dịch vụ khác."),
        TokenFailure.UnknownKey => new(
            "The token is signed with a key that its issuer does not publish.",
            "Mã thông báo được ký bằng khóa mà bên phát hành không công bố."),
        TokenFailure.Signature => new(
            "The token's signature does not match its content.",
            "Chữ ký của mã thông báo không khớp với nội dung."),
        TokenFailure.NoExpiry => new(
            "The token has no time of expiry (exp).",
            "Mã thông báo không có thời điểm hết hạn (exp)."),
        TokenFailure.Expired => new(
            "The token has expired; get a new one.",
            "Mã thông báo đã hết hạn; hãy lấy mã mới."),
        TokenFailure.NotYetValid => new(
            "The token is not valid yet; compare the clocks.",
            "Mã thông báo chưa có hiệu lực; hãy kiểm tra lại đồng hồ."),
        TokenFailure.NoSubject => new(
            "The token does not say whose it is (sub, client_id or azp).",
            "Mã thông báo không cho biết chủ thể (sub, client_id hoặc azp)."),
        TokenFailure.AuthorityOutOfReach => new(
            "The token cannot be checked: the signing keys of its issuer are out of reach. Try again shortly.",
            "Không thể kiểm tra mã thông báo: chưa lấy được khóa ký của bên phát hành. Hãy thử lại sau."),
        _ => new(
            "The Authorization header does not carry one signed JWT: Authorization: Bearer TOKEN.",
            "Tiêu đề Authorization không mang đúng một JWT đã ký: Authorization: Bearer TOKEN."),
    };
}
